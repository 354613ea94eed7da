/// The end of a shopper's last visit to a place.
struct Departure: Expiring, Equatable, Codable {
  let key: UInt64
  /// The last evidence of presence, in nanoseconds.
  var time: Int64
  /// When it is forgotten, in nanoseconds.
  var deadline: Int64
  var bound: Int64 = 0
}
