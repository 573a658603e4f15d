package dev.towpath.catalog.ddl;

import dev.towpath.catalog.ObjectName;

/// A difference that no statement makes, and why.
public record Gap(ObjectName object, String why) {}
