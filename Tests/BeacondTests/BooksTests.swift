import Foundation
import Testing

@Suite("beacond books")
struct BooksTests {
  @Test("Books that are not there are neither sound nor worth a copy, and none are made")
  func missing() throws {
    let folder = try Folder()
    let key = folder.path("master")
    #expect(try Beacond.run(["books", "create-key", key], in: folder).code == 0)
    let books = ["--books", folder.path("typo"), "--master-key", key]
    for command in [["books", "verify"], ["books", "back-up", folder.path("copy.db")]] {
      let run = try Beacond.run(command + books, in: folder)
      #expect(run.code == 66 && run.output.isEmpty)
      #expect(run.errors.contains("typo: there is no ledger.db in it; name the directory"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("typo")))
    #expect(!FileManager.default.fileExists(atPath: folder.path("copy.db")))
  }

  @Test("A master key is made once, and only where nobody else can look")
  func createKey() throws {
    let folder = try Folder()
    let key = folder.path("master")
    #expect(try Beacond.run(["books", "create-key", key], in: folder).code == 0)
    let bytes = try Data(contentsOf: URL(filePath: key))
    let again = try Beacond.run(["books", "create-key", key], in: folder)
    #expect(again.code == 65 && again.errors.contains("there is a master key at \(key) already"))
    #expect(try Data(contentsOf: URL(filePath: key)) == bytes)
    let open = folder.path("open")
    try FileManager.default.createDirectory(
      atPath: open, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let refused = try Beacond.run(["books", "create-key", "\(open)/master"], in: folder)
    #expect(refused.code == 65 && refused.errors.contains("run: chmod 700 \(open)"))
    #expect(!FileManager.default.fileExists(atPath: "\(open)/master"))
  }

  @Test("What is wrong with the words of 'run' is said before any books are made")
  func usageFirst() throws {
    let folder = try Folder()
    let key = folder.path("master")
    #expect(try Beacond.run(["books", "create-key", key], in: folder).code == 0)
    let site = try folder.write("site.yaml", Shop.door)
    let books = folder.path("books")
    let run = try Beacond.run(
      [
        "run", "--site", site, "--adapter", "till=hci0", "--books", books, "--master-key", key,
      ], in: folder)
    #expect(run.code == 64 && run.errors.contains("the site has no such receiver"))
    #expect(!FileManager.default.fileExists(atPath: books))
  }
}
