import ArgumentParser

/// `beacond shopper …`: asks the running daemon about one shopper, or tells it what one wants.
struct ShopperCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shopper",
    abstract: "Enrol a shopper, take down what a shopper wants, show and erase what is kept.",
    discussion: """
      Asks the running daemon over its control socket, as root or as the daemon's own user. A \
      shopper is named by what they show: the code of their app (--code), or their tag, whose \
      credential is read from a file (--tag FILE, '-' is standard input) so that no key stands in \
      a list of processes; by what the recipient of alerts knows them (--handle), as the service \
      behind their app does; or by the pseudonym (--shopper).

      --as says in which role it is asked: an associate sees codes, and reads out to a shopper who \
      is there why alerts came; an operator sees that something was done, a privacy officer what is \
      kept. Every look leaves a line in the audit.

      Opting out takes no more than opting in: beacond shopper withdraw --code K7QX

      Exit codes besides those of beacond: 69 no daemon is running, 75 try again later, 77 not \
      allowed.
      """,
    subcommands: [
      ShopperEnrolCommand.self, ShopperAskCommand.self, ShopperConsentCommand.self,
      ShopperShowCommand.self, ShopperExportCommand.self, ShopperExplainCommand.self,
      ShopperWithdrawCommand.self, ShopperEraseCommand.self, ShopperAllowCommand.self,
      ShopperCapCommand.self, ShopperQuietCommand.self, ShopperRankCommand.self,
      ShopperUnwelcomeCommand.self, ShopperLeaveMeAloneCommand.self,
    ])
}
