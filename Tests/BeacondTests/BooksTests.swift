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
}
