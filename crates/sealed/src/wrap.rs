use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Key, hex::Hex};

/// A key, encrypted under another (XChaCha20-Poly1305). It opens only for what it was made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wrap {
    nonce: Hex<24>,
    wrapped: Hex<48>,
}

impl Wrap {
    /// Encrypts `key` under `outer`, bound to `purpose`.
    pub fn new(key: &Key, outer: &Key, purpose: &[u8]) -> Result<Self, getrandom::Error> {
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce)?;
        let payload = Payload { msg: key.as_bytes(), aad: purpose };
        // 32 bytes are never too many for the cipher, and it adds 16.
        let wrapped = cipher(outer)
            .encrypt(&nonce.into(), payload)
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(getrandom::Error::UNEXPECTED)?;
        Ok(Self { nonce: Hex(nonce), wrapped: Hex(wrapped) })
    }

    /// The key, proved to be the one that was wrapped; none for another `outer` or `purpose`.
    pub fn open(&self, outer: &Key, purpose: &[u8]) -> Option<Key> {
        let payload = Payload { msg: &self.wrapped.0, aad: purpose };
        let bytes = Zeroizing::new(cipher(outer).decrypt(&self.nonce.0.into(), payload).ok()?);
        bytes.as_slice().try_into().ok().map(Key::from_bytes)
    }
}

fn cipher(outer: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(outer.as_bytes().into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_wrapped_key_comes_back_and_only_for_its_purpose(
            key: [u8; 32],
            outer: [u8; 32],
            another: [u8; 32],
            purpose: Vec<u8>,
            other_purpose: Vec<u8>,
        ) {
            prop_assume!(outer != another && purpose != other_purpose);
            let [key, outer, another] = [key, outer, another].map(Key::from_bytes);
            let wrap = Wrap::new(&key, &outer, &purpose).unwrap();
            let stored: Wrap = serde_json::from_str(&serde_json::to_string(&wrap).unwrap()).unwrap();
            prop_assert_eq!(stored.open(&outer, &purpose), Some(key));
            prop_assert_eq!(stored.open(&another, &purpose), None);
            prop_assert_eq!(stored.open(&outer, &other_purpose), None);
        }
    }

    #[test]
    fn a_flipped_bit_anywhere_in_a_wrap_is_refused() {
        let [key, outer] = [1, 2].map(|nth| Key::from_bytes([nth; 32]));
        let whole = Wrap::new(&key, &outer, b"here").unwrap();
        for bit in 0..(24 + 48) * 8 {
            let mut wrap = whole.clone();
            let mut bytes = wrap.nonce.0.iter_mut().chain(&mut wrap.wrapped.0);
            *bytes.nth(bit / 8).unwrap() ^= 1 << (bit % 8);
            assert_eq!(wrap.open(&outer, b"here"), None, "bit {bit}");
        }
        assert_eq!(whole.open(&outer, b"here"), Some(key));
    }

    #[test]
    fn the_same_key_is_never_wrapped_the_same_way_twice() {
        let [key, outer] = [1, 2].map(|nth| Key::from_bytes([nth; 32]));
        assert_ne!(Wrap::new(&key, &outer, b"").unwrap(), Wrap::new(&key, &outer, b"").unwrap());
    }
}
