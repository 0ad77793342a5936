use domain::CprNumber;

/// Made-up numbers in an order: each fits the pattern, fails modulus 11 and is not of 1 January.
pub fn numbers() -> impl Iterator<Item = CprNumber> {
    (0_u32..).filter_map(|nth| {
        let (day, month, year) = (nth % 27 + 2, nth % 12 + 1, 40 + nth % 50);
        let number: CprNumber = format!("{day:02}{month:02}{year:02}{:04}", 1000 + nth * 7 % 3000).parse().ok()?;
        (!number.could_be_real()).then_some(number)
    })
}
