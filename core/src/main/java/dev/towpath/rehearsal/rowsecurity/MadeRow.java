package dev.towpath.rehearsal.rowsecurity;

import java.util.Map;

/// A row that was made for a user.
///
/// @param place its table partition and position there
/// @param values by column, as SQL
/// @param owned whether it says whose it is, itself or by a row that it refers to
record MadeRow(String place, Map<String, String> values, boolean owned) {}
