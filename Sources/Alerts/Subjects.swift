public import Proximity

/// The subject of a `BrandID`; never instantiated.
public enum Brand {}

/// The name of the brand on whose behalf an alert is sent.
public typealias BrandID = Identifier<Brand>
/// The name of a purpose for which data may be used.
public typealias PurposeID = Identifier<Purpose>
/// The name of an alert policy, and so of the alert it sends.
public typealias AlertID = Identifier<AlertPolicy>
/// The name of what an alert is about.
public typealias TopicID = Identifier<Topic>
/// The name of a way by which alerts reach the shopper.
public typealias ChannelID = Identifier<Channel>
