import ArgumentParser
import BlueZ
import Calibration
import Control
import Gateway
import Ledger
import LedgerSQLite
import Recording
import Site
import Transparency

/// Why a command ended without doing what it was asked: a sentence and an exit code of sysexits.
struct Failure: Error {
  let code: Int32
  let message: String

  static let usage: Int32 = 64
  static let badInput: Int32 = 65
  static let missingFile: Int32 = 66
  static let unavailable: Int32 = 69
  static let bug: Int32 = 70
  static let io: Int32 = 74
  static let tryAgain: Int32 = 75
  static let notAllowed: Int32 = 77
}

extension Failure {
  /// What an error of the libraries means to whoever called the command; nothing for errors that
  /// speak for themselves, such as those of the argument parser.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as RecordingError: self.init(error)
    case let error as ReplayError: self.init(error)
    case let error as CalibrationError:
      self.init(code: Self.badInput, message: error.description)
    case let error as SourceError:
      self.init(code: Self.unavailable, message: error.description)
    case let error as GatewayError: self.init(code: Self.badInput, message: error.description)
    case let error as SiteError: self.init(code: Self.badInput, message: error.description)
    case let error as TransparencyError:
      self.init(code: Self.badInput, message: error.description)
    case let error as LedgerOpeningError:
      self.init(code: Self.badInput, message: error.description)
    case let error as LedgerError: self.init(code: Self.io, message: error.description)
    case let error as ControlError: self.init(error)
    case let error as ControlSocketError: self.init(error)
    case let error as OutputError: self.init(code: Self.io, message: error.description)
    default: return nil
    }
  }

  /// An error that nobody has a sentence for; nothing when the argument parser has one.
  init?(bug error: any Error, unless code: ExitCode) {
    guard code == .failure else { return nil }
    self.init(
      code: Self.bug, message: "this is a bug: \(error); please report it with what you ran")
  }

  private init(_ error: RecordingError) {
    message = error.description
    code =
      switch error.kind {
      case .missing, .denied, .directory: Self.missingFile
      case .io: Self.io
      case .content: Self.badInput
      }
  }

  private init(_ error: ReplayError) {
    switch error {
    case .recording(let error): self.init(error)
    case .gateway(let error): self.init(code: Self.badInput, message: error.description)
    case .receiverUnknown:
      self.init(code: Self.missingFile, message: error.description)
    case .receiverMissing, .receiverNamedTwice:
      self.init(code: Self.usage, message: error.description)
    }
  }

  private init(_ error: ControlError) {
    message = error.description
    code =
      switch error.code {
      case .notPermitted, .notYours: Self.notAllowed
      case .unavailable, .busy: Self.tryAgain
      case .malformed, .tooLong, .unsupportedVersion, .unknownShopper, .refused: Self.badInput
      }
  }

  private init(_ error: ControlSocketError) {
    message = error.description
    code =
      switch error {
      case .pathTooLong: Self.usage
      case .notRunning, .alreadyRunning: Self.unavailable
      case .timedOut: Self.tryAgain
      case .notOurs, .unsafeFolder: Self.notAllowed
      case .notASocket, .cannotBind, .unreadableAnswer: Self.io
      }
  }
}
