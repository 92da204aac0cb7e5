// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the texts of settings; what cannot be read is refused with what is allowed. */
final class SettingText {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(-?\\d{1,15})\\s*([a-zA-Z]*)");
  private static final Pattern THRESHOLDS = Pattern.compile("([^=]+)=([^:=]+):([^:=]+)");
  private static final Pattern RATIO = Pattern.compile("([^=]+)=\\s*(\\d{1,9}(?:\\.\\d{1,9})?)");
  private static final Map<String, Duration> DURATION_UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));
  private static final Map<String, Long> BYTE_UNITS =
      Map.of("", 1L, "b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30);

  private SettingText() {}

  static boolean toBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused("true or false", text);
    };
  }

  static int toInt(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw refused("a whole number", text);
    }
  }

  /** Reads {@code 500ms}, {@code 2s}, {@code 15m}, {@code 1h} or ISO 8601. */
  static Duration toDuration(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    Duration unit =
        matcher.matches() ? DURATION_UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    try {
      return unit == null
          ? Duration.parse(text)
          : unit.multipliedBy(Long.parseLong(matcher.group(1)));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw refused("a duration such as 500ms, 2s, 15m, 1h or PT2S", text);
    }
  }

  /** Reads {@code 32MB}, {@code 512KB}, {@code 1GB} or a number of bytes. */
  static long toBytes(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    Long unit =
        matcher.matches() ? BYTE_UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw refused("a size such as 32MB, 512KB or a number of bytes", text);
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException e) {
      throw refused("a size that fits into memory", text);
    }
  }

  static String[] toList(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toArray(String[]::new);
  }

  static <E extends Enum<E>> E toConstant(Class<E> type, String text) {
    List<E> constants = List.of(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findAny()
        .orElseThrow(() -> refused("one of " + lowerCase(constants), text));
  }

  private static String lowerCase(List<? extends Enum<?>> constants) {
    return constants.stream()
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** Reads {@code GET /reports/*=2s:10s, database.*=100ms:1s}. */
  static void addOperationThresholds(PerformanceMonitorBuilder builder, String text) {
    for (String each : toList(text)) {
      Matcher matcher = THRESHOLDS.matcher(each);
      if (!matcher.matches()) {
        throw refused("patterns such as GET /reports/*=2s:10s, separated by commas", each);
      }
      builder.operationThresholds(
          matcher.group(1).strip(),
          toDuration(matcher.group(2).strip()),
          toDuration(matcher.group(3).strip()));
    }
  }

  /** Reads {@code cache.*=0.01, pricing.quote=0.1}. */
  static void addSampleRatios(PerformanceMonitorBuilder builder, String text) {
    for (String each : toList(text)) {
      Matcher matcher = RATIO.matcher(each);
      if (!matcher.matches()) {
        throw refused("patterns such as cache.*=0.01 with 0 to 1, separated by commas", each);
      }
      builder.sampleRatio(matcher.group(1).strip(), Double.parseDouble(matcher.group(2)));
    }
  }

  private static IllegalArgumentException refused(String allowed, String text) {
    return new IllegalArgumentException("must be " + allowed + ", but was '" + text + "'");
  }
}
