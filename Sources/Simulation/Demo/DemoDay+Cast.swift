extension DemoDay {
  /// Who comes, in the order in which they do.
  public static let cast: [Role] = [
    Role(
      "teal-heron",
      "a regular who reaches the cap of the day; the identifier rolls over in mid-visit",
      carryingLoss: 3,
      [
        Outing(9, 10, [.entrance(20), .wine(40), .service(40)]),
        Outing(11, 5, [.entrance(20), .bakery(840), .aisle(720), .wine(300)]),
        Outing(12, 15, [.bakery(300)]),
      ]),
    Role(
      "amber-otter", "a first visit: a warning of the escalator, but no promotions yet",
      [Outing(10, 5, [.entrance(20), .bakery(300), .books(180)])]),
    Role(
      "slate-wren", "consented to presence and not to offers; a step out ends no visit",
      [Outing(10, 40, [.entrance(20), .bakery(180), .besideTheBakery(20), .bakery(180)])]),
    Role(
      "grey-moth", "did not consent: a stranger among strangers",
      [Outing(11, 30, [.entrance(20), .bakery(300), .books(300)])]),
    Role(
      "fern-vole", "passes by on the pavement: no visit",
      [Outing(12, 30, [.pavementWest, .pavementEast])]),
    Role(
      "plum-finch", "two alerts lie 20 minutes apart: a promotion is dropped, a service waits",
      carryingLoss: 2,
      [
        Outing(9, 30, [.wine(45), .service(45)]),
        Outing(
          12, 50,
          [
            .entrance(20), .service(30), .wine(40), .bakery(360), .aisle(60), .wine(240),
            .service(840),
          ]),
      ]),
    Role(
      "ivory-crane", "comes back to the books after half an hour", interval: .seconds(1),
      [
        Outing(
          13, 40,
          [
            .entrance(20), .books(240), .bakery(40), .service(40), .aisle(1500), .books(300),
          ])
      ]),
    Role(
      "coral-lynx", "asked for one alert a day at most",
      [
        Outing(9, 45, [.bakery(45), .wine(45)]),
        Outing(
          14, 50,
          [.entrance(20), .service(30), .wine(40), .bakery(300), .aisle(1200), .wine(300)]),
      ]),
    Role(
      "rust-badger", "came for an order, and never declared an interest in wine",
      [Outing(16, 0, [.entrance(80), .service(300), .wine(240)])]),
    Role(
      "olive-stoat", "still there in quiet hours",
      [
        Outing(18, 10, [.bakery(45), .service(45)]),
        Outing(
          20, 40,
          [.entrance(20), .bakery(40), .service(30), .aisle(1130), .wine(300), .service(900)]),
      ]),
  ]
}
