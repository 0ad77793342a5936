import { expect, test } from "vitest";

import { back, forward, go, route, turn } from "./route.svelte";

test("back and forward follow the trail, and never leave the desk for the first screen", () => {
  go({ screen: "my_day" });
  expect(route.canBack).toBe(false);
  go({ screen: "citizens" });
  go({ screen: "citizen", citizen: "c1", tab: "overview" });
  turn({ screen: "citizen", citizen: "c1", tab: "history" });
  back();
  expect(route.now).toEqual({ screen: "citizens" });
  forward();
  expect(route.now).toEqual({ screen: "citizen", citizen: "c1", tab: "history" });
  back();
  back();
  back();
  expect(route.now).toEqual({ screen: "my_day" });
});

test("another way taken forgets the old way forward", () => {
  go({ screen: "unsent" });
  expect(route.canForward).toBe(false);
  back();
  expect(route.now).toEqual({ screen: "my_day" });
});

test("the screen that is shown already is no step on the trail", () => {
  go({ screen: "my_day" });
  expect(route.canBack).toBe(false);
});
