package wasm;

/// The sizes aimed at, in estimated bytes of bytecode.
///
/// @param function a function longer than this is split: HotSpot compiles no method above 8,000
///     bytes
/// @param run the longest run of instructions that is moved into a function of its own
/// @param group the longest group of a switch's arms that is
record Limits(int function, int run, int group) {}
