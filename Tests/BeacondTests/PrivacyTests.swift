import Testing

@Suite("What beacond says of strangers")
struct PrivacyTests {
  @Test("Of strangers alone, nothing but the summary is printed")
  func strangersOnly() throws {
    let folder = try Folder()
    for beacon in ["stranger-9", "tag-3"] {
      let run = try folder.replay(folder.csv(Shop.stay(0..<120, beacon)))
      #expect(run.code == 0)
      #expect(run.errors == "")
      #expect(run.lines.count == 1)
      #expect(try run.objects.last?["strangers"]?.integer == 240)
    }
  }

  @Test(
    "No name, address or identifier of a stranger is in any output of a replay",
    arguments: ["table", "jsonl"])
  func nothingOfStrangers(format: String) throws {
    let folder = try Folder()
    let air = try folder.write("air.btsnoop", bytes: Shop.btsnoop())
    let run = try Beacond.run(
      [
        "replay", "--site", folder.site(), "--format", format, "shelf=\(air)",
        folder.csv(Shop.afternoon),
      ], in: folder)
    #expect(run.code == 0)
    #expect(run.lines.count > 10)
    let told = (run.output + run.errors).lowercased()
    for secret in ["stranger-9", "zaphod", "c0:ff:ee", "c0ffee", "ff:ee:12", "tag-1", Shop.uuid] {
      #expect(!told.contains(secret), "\(secret)")
    }
  }

  @Test("decode shortens addresses and leaves names out, unless asked")
  func decode() throws {
    let folder = try Folder()
    let air = try folder.write("air.btsnoop", bytes: Shop.btsnoop())
    for more in [[], ["--all"], ["--format", "jsonl"]] {
      let shy = try Beacond.run(["decode", air] + more, in: folder)
      #expect(shy.code == 0)
      #expect(shy.output.contains("C0:…:56"))
      let hexadecimalName = Array(Shop.strangersName.utf8).map { String($0, radix: 16) }.joined()
      for secret in ["Zaphod", "C0:FF", "12:34", hexadecimalName] {
        #expect(!shy.output.contains(secret), "\(secret)")
      }
      let open = try Beacond.run(["decode", air, "--addresses", "--names"] + more, in: folder)
      #expect(open.output.contains("C0:FF:EE:12:34:56"))
      #expect(open.output.contains("Zaphods Phone") || open.output.contains(hexadecimalName))
    }
  }
}
