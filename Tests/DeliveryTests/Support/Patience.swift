/// Lets the tests that were started at the same time go first. Some of them compute for seconds on end,
/// and what has to happen within a time does not while they do.
func letOthersGoFirst() async {
  for _ in 0..<50 { await Task.yield() }
}
