import { expect, test } from "vitest";

import { countOf, dayOf, daysOf, dayTitleOf, longDayOf, momentOf, timeOf, weekdayOf, weekOf } from "./dates";

test("days and times are written as Danes write them", () => {
  expect(dayOf("2023-09-08")).toBe("08.09.2023");
  expect(timeOf("2023-09-18T09:05")).toBe("09.05");
  expect(momentOf("2023-09-18T09:05", "2023-09-18")).toBe("09.05");
  expect(momentOf("2023-09-17T09:05", "2023-09-18")).toBe("17.09.2023 09.05");
  expect(longDayOf("2023-09-18", "da")).toBe("mandag den 18. september 2023");
  expect(dayTitleOf("2023-09-18", "da")).toBe("Mandag 18. september");
  expect(dayTitleOf("2023-09-18", "en")).toBe("Monday 18 September");
  expect(weekdayOf("2023-09-17", "en")).toBe("Sunday");
  expect(countOf(4200, "da")).toBe("4.200");
});

test("some days are told with their year, and with both where a week has two", () => {
  expect(daysOf("2023-09-18", "2023-09-22", "da")).toBe("18. september – 22. september 2023");
  expect(daysOf("2024-12-30", "2025-01-05", "da")).toBe("30. december 2024 – 5. januar 2025");
  expect(daysOf("2024-12-30", "2025-01-05", "en")).toBe("30 December 2024 – 5 January 2025");
});

test("the week is the ISO week, also around New Year", () => {
  expect(weekOf("2023-09-18")).toBe(38);
  expect(weekOf("2023-01-01")).toBe(52);
  expect(weekOf("2020-12-31")).toBe(53);
  expect(weekOf("2024-12-30")).toBe(1);
});
