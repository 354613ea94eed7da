/// A bounded memory of what was used lately.
///
/// What is used is young. When as many are young as may be, all become old, and what was old goes.
/// So whatever was used since is there, and no more than twice the limit.
struct TwoAgeCache<Key: Hashable, Value> {
  let limit: Int
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]

  init(limit: Int) { self.limit = max(1, limit) }

  /// The value of a key, which becomes young. Complexity: O(1), amortised.
  mutating func take(_ key: Key) -> Value? {
    if let value = young[key] { return value }
    guard let value = old[key] else { return nil }
    set(key, value)
    return value
  }

  mutating func set(_ key: Key, _ value: Value) {
    if young.count >= limit, young[key] == nil {
      old = young
      young = [:]
    }
    young[key] = value
  }

  mutating func remove(_ key: Key) {
    young[key] = nil
    old[key] = nil
  }

  mutating func removeAll() {
    young = [:]
    old = [:]
  }
}
