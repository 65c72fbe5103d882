import { describe, expect, it } from "vitest";
import { readArguments } from "./read-arguments";

const ARGS = ["--name", " Acme Money ", "--currency", "NGN", "--time-zone", "Africa/Lagos"];
const ADA = ["--person", "Ada: +234 812 345 6781"];
const BEN = ["--person", "Ben: the second:+2348123456782"];

describe("the arguments of issuer:create", () => {
  it("name an issuer and two people, whose phones are read in any spelling", () => {
    expect(readArguments([...ARGS, ...ADA, ...BEN])).toEqual({
      renew: false,
      name: "Acme Money",
      currency: "NGN",
      timeZone: "Africa/Lagos",
      people: [
        { name: "Ada", phone: "+2348123456781" },
        { name: "Ben: the second", phone: "+2348123456782" },
      ],
    });
  });

  it("ask for new links alone, of the only issuer or of one by name", () => {
    expect(readArguments(["--renew"])).toEqual({ renew: true, name: null });
    expect(readArguments(["--renew", "--name", " Acme Money "])).toEqual({ renew: true, name: "Acme Money" });
  });

  it.each([
    [
      "new links and people at once",
      ["--renew", ...ADA],
      /^No link was made: --renew goes with --name alone\.\nnpm run/,
    ],
    ["new links of a name that nobody can see", ["--renew", "--name", "\u200b"], /--name must/],
    ["nothing at all", [], /--name must.*--currency must.*--time-zone must.*--person must be given twice.*\nnpm run/],
    ["a phone that is none", [...ARGS, ...ADA, "--person", "Ben:0812"], /phone in --person "Ben:0812" must be/],
    ["a person without a phone", [...ARGS, ...ADA, "--person", "Ben"], /"Ben"/],
    ["a person without a name", [...ARGS, ...ADA, "--person", "+2348123456782"], /the name in --person/],
    ["a name that nobody can see", [...ARGS, ...ADA, ...BEN, "--name", "\u200b"], /--name must/],
    ["one person", [...ARGS, ...ADA], /must be given twice/],
    ["three people", [...ARGS, ...ADA, ...BEN, "--person", "Cid:+2348123456783"], /must be given twice/],
    ["one person in two spellings", [...ARGS, ...ADA, "--person", "Ben:+234-812-345-6781"], /one person/],
    ["a currency that is none", [...ARGS, ...ADA, ...BEN, "--currency", "XXX"], /--currency must/],
    ["a zone that is none", [...ARGS, ...ADA, ...BEN, "--time-zone", "Africa/Nowhere"], /--time-zone must/],
    ["an option that is none", [...ARGS, ...ADA, ...BEN, "--password", "x"], /'--password'/],
  ])("are refused when they are %s", (_, args, words) => {
    expect(() => readArguments(args)).toThrow(words);
  });
});
