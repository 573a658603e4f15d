package dev.towpath.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.SignalUnit;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T02:00:00Z");

  @Test
  void itShowsTheNumbersTheLimitAndTheWindow() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (int minute = 0; minute <= 10; minute++) {
      Instant at = BEGIN.plus(Duration.ofMinutes(minute));
      samples.add(
          minute == 4
              ? new Sample.Bad(at, "no series")
              : new Sample.Good(at, minute / 100.0, OptionalDouble.empty()));
    }
    String svg = chart("errors < 5% & more", samples, Optional.of(Duration.ofMinutes(5)));
    Document picture = parse(svg);
    assertThat(texts(picture))
        .contains("errors < 5% & more", "limit 5%", "11%", "0%", "02:00:00 UTC", "02:10:00");
    assertThat(svg).contains("prefers-color-scheme: dark");
    Element window = (Element) picture.getElementsByTagName("rect").item(1);
    assertThat(window.getAttribute("x")).isEqualTo("344.0");
    assertThat(window.getAttribute("width")).isEqualTo("280.0");
    String line = line(picture);
    assertThat(line).startsWith("M64.0 208.0h0L").endsWith("L624.0 55.3");
    assertThat(line.chars().filter(letter -> letter == 'M')).as("one hole").hasSize(2);
    assertThat(line.chars().filter(letter -> letter == 'L')).hasSize(8);
  }

  @Test
  void withoutNumbersItIsStillAPicture() throws Exception {
    assertThat(line(parse(chart("none", List.of(), Optional.empty())))).isEmpty();
    List<Sample> thin = List.of(new Sample.Thin(BEGIN, 1, 20));
    assertThat(line(parse(chart("thin", thin, Optional.of(Duration.ofHours(1)))))).isEmpty();
  }

  @Test
  void ofVeryManySamplesTheNewestAreDrawn() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (int number = 0; number < 5_000; number++) {
      samples.add(new Sample.Good(BEGIN.plusSeconds(number), 0.01, OptionalDouble.empty()));
    }
    String svg = chart("many", samples, Optional.empty());
    assertThat(svg).hasSizeLessThan(20_000).contains(">03:06:40 UTC<");
  }

  private static String chart(String title, List<Sample> samples, Optional<Duration> window) {
    return new Chart(title, SignalUnit.RATIO, samples, OptionalDouble.of(0.05), window).svg();
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document picture) {
    NodeList all = picture.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int number = 0; number < all.getLength(); number++) {
      texts.add(all.item(number).getTextContent());
    }
    return texts;
  }

  /// The path without a fill is the line of the numbers.
  private static String line(Document picture) {
    NodeList all = picture.getElementsByTagName("path");
    for (int number = 0; number < all.getLength(); number++) {
      Element path = (Element) all.item(number);
      if (path.getAttribute("fill").equals("none")) {
        return path.getAttribute("d");
      }
    }
    throw new AssertionError("no line");
  }
}
