import { expect, test } from "vitest";
import { accentMessage, pseudoMessages } from "./pseudo";

test("letters are accented, arguments and tags are not", () => {
  expect(accentMessage("Hello <b>{name}</b>, 5 left")).toBe("Ħéłłó <b>{name}</b>, 5 łéƒŧ");
});

test("plural branches are accented and keep their keywords", () => {
  expect(accentMessage("{n, plural, one {# request} other {# requests by {who}}} wait")).toBe(
    "{n, plural, one {# řéɋúéšŧ} other {# řéɋúéšŧš ƀý {who}}} ŵáíŧ",
  );
});

test("every message of a tree is bracketed", () => {
  expect(pseudoMessages({ a: { b: "ok" }, c: "{n}" })).toEqual({ a: { b: "[óķ]" }, c: "[{n}]" });
});
