package dev.towpath.notify;

/// What came of handing a message to a channel.
///
/// @param said the channel's last answer, without secrets
public record Delivery(String channel, boolean well, int tries, String said) {}
