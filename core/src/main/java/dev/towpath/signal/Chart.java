package dev.towpath.signal;

import dev.towpath.config.SignalUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// Samples as an SVG picture that reads on light and dark ground: a line with holes where there was
/// no number, the limit, and the window that had to be full.
///
/// @param title what is shown, for people
/// @param samples the oldest first; the newest of very many are drawn
/// @param limit that the numbers are compared with
/// @param window how long the condition must hold
public record Chart(
    String title,
    SignalUnit unit,
    List<? extends Sample> samples,
    OptionalDouble limit,
    Optional<Duration> window) {
  private static final int MOST = 1_000;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 240;
  private static final int LEFT = 64;
  private static final int TOP = 40;
  private static final int RIGHT = WIDTH - 16;
  private static final int BOTTOM = HEIGHT - 32;
  private static final int LINES = 4;
  private static final double AIR = 1.1;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  public Chart {
    samples = List.copyOf(samples.subList(Math.max(0, samples.size() - MOST), samples.size()));
  }

  public String svg() {
    StringBuilder svg = new StringBuilder(head());
    window.ifPresent(length -> window(svg, length));
    grid(svg);
    line(svg);
    limit.ifPresent(value -> limit(svg, value));
    if (!samples.isEmpty()) {
      text(svg, LEFT, HEIGHT - 10, "start", TIME.format(begin()) + " UTC");
      text(svg, RIGHT, HEIGHT - 10, "end", TIME.format(end()));
    }
    return svg.append("</svg>\n").toString();
  }

  private String head() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img">
    <title>%3$s</title>
    <style>
      svg { --ink: #1f2328; --faint: #d0d7de; --line: #0969da; --bad: #cf222e; --ground: #fff }
      @media (prefers-color-scheme: dark) {
        svg { --ink: #e6edf3; --faint: #3d444d; --line: #58a6ff; --bad: #ff7b72;
          --ground: #0d1117 }
      }
      text { font: 12px sans-serif; fill: var(--ink) }
      .title { font-size: 14px; font-weight: 600 }
    </style>
    <rect width="%1$d" height="%2$d" fill="var(--ground)"/>
    <text class="title" x="%4$d" y="22">%3$s</text>
    """
        .formatted(WIDTH, HEIGHT, escaped(title), LEFT);
  }

  /// The part of the time that a condition must hold for.
  private void window(StringBuilder svg, Duration length) {
    if (!samples.isEmpty()) {
      double from = Math.max(LEFT, x(end().minus(length)));
      svg.append(
          ("<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\""
                  + " fill=\"var(--faint)\" opacity=\".4\"/>\n")
              .formatted(number(from), TOP, number(RIGHT - from), BOTTOM - TOP));
    }
  }

  private void grid(StringBuilder svg) {
    for (int line = 0; line <= LINES; line++) {
      double value = top() * line / LINES;
      svg.append(
          "<path d=\"M%d %sH%d\" stroke=\"var(--faint)\"/>\n"
              .formatted(LEFT, number(y(value)), RIGHT));
      text(svg, LEFT - 6, y(value) + 4, "end", unit.text(value));
    }
  }

  /// Points in one piece as long as there are numbers.
  private void line(StringBuilder svg) {
    StringBuilder path = new StringBuilder();
    boolean hole = true;
    for (Sample sample : samples) {
      if (sample instanceof Sample.Good good) {
        String at = number(x(good.at())) + " " + number(y(good.value()));
        // A line of no length has round ends: a single number is a dot.
        path.append(hole ? "M" + at + "h0" : "L" + at);
      }
      hole = !(sample instanceof Sample.Good);
    }
    svg.append(
        ("<path d=\"%s\" fill=\"none\" stroke=\"var(--line)\" stroke-width=\"2\""
                + " stroke-linecap=\"round\"/>\n")
            .formatted(path));
  }

  private void limit(StringBuilder svg, double value) {
    svg.append(
        "<path d=\"M%d %sH%d\" stroke=\"var(--bad)\" stroke-dasharray=\"6 4\"/>\n"
            .formatted(LEFT, number(y(value)), RIGHT));
    text(svg, RIGHT, y(value) - 5, "end", "limit " + unit.text(value));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(number(x), number(y), anchor, escaped(text)));
  }

  private double x(Instant at) {
    double all = Math.max(1, Duration.between(begin(), end()).toMillis());
    return LEFT + (RIGHT - LEFT) * (Duration.between(begin(), at).toMillis() / all);
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * Math.clamp(value / top(), 0, 1);
  }

  /// The greatest number or the limit, with some air above.
  private double top() {
    double greatest =
        DoubleStream.concat(
                limit.stream(),
                samples.stream()
                    .filter(Sample.Good.class::isInstance)
                    .mapToDouble(sample -> ((Sample.Good) sample).value()))
            .max()
            .orElse(0);
    return greatest > 0 ? greatest * AIR : 1;
  }

  private Instant begin() {
    return samples.getFirst().at();
  }

  private Instant end() {
    return samples.getLast().at();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
