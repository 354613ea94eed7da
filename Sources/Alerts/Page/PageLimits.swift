/// Every number that bounds a page, in one place.
///
/// A full list is an operating condition: what does not fit leads to no alert, and is counted in
/// `Page.refused`.
public enum PageLimits {
  /// How far back a page remembers sends and visits: 14 days.
  public static let memory: Duration = .seconds(14 * 86_400)
  /// The most reservations remembered, of each mode; with that many, nothing is sent.
  public static let reservations = 128
  /// The most places a shopper can be at; the one heard of longest ago gives way.
  public static let visits = 64
  /// The most alerts decided within one visit; a further one is not proposed.
  public static let verdicts = 64
  /// The most promotions that wait for arbitration; a further one is proposed later.
  public static let waiting = 64
  /// The most decisions kept to be explained.
  public static let decisions = 32
  /// The most alerts remembered that were not welcome; the one that tells least gives way, and of
  /// those the oldest.
  public static let setbacks = 8
  /// The most brands and topics a shopper can rank.
  public static let ranking = 32
  /// The most times of the day a shopper can want to be quiet.
  public static let quietSpans = 8
  /// The most brands that one digest names.
  public static let digestBrands = 3
  /// The most purposes a page keeps consent for.
  public static let consents = 64
  /// The most topics a shopper can declare.
  public static let interests = 64
  /// The most caps one owner can lay down.
  public static let caps = 16
}
