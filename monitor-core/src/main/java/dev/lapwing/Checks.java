// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import dev.lapwing.recording.Thresholds;
import dev.lapwing.stats.Glob;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks what users give. */
final class Checks {
  static final int MAX_NAME_LENGTH = 256;
  private static final int SHOWN = 40;
  private static final Duration MAX_DURATION = Duration.ofDays(365);

  private Checks() {}

  /**
   * Returns the name if it is one.
   *
   * @param what what is named, for the message
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it is blank, too long, or holds a control character or an
   *     unpaired surrogate
   */
  static String name(String what, @Nullable String name) {
    Objects.requireNonNull(name, what + " == null");
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank, but was '" + name + "'");
    }
    if (name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "%s must be at most %d characters, but was %d: '%s...'"
              .formatted(what, MAX_NAME_LENGTH, name.length(), name.substring(0, SHOWN)));
    }
    int character;
    for (int i = 0; i < name.length(); i += Character.charCount(character)) {
      character = name.codePointAt(i);
      checkCharacter(what, character);
    }
    return name;
  }

  private static void checkCharacter(String what, int character) {
    int type = Character.getType(character);
    if (type == Character.CONTROL || type == Character.SURROGATE) {
      throw new IllegalArgumentException(
          "%s must hold no control characters and no unpaired surrogates, but has U+%04X"
              .formatted(what, character));
    }
  }

  static Duration positive(String setting, Duration value) {
    Objects.requireNonNull(value, setting + " == null");
    require(
        value.compareTo(Duration.ZERO) > 0 && value.compareTo(MAX_DURATION) <= 0,
        setting + " must be positive and at most 365 days",
        value);
    return value;
  }

  static int inRange(String setting, int value, int least, int most) {
    require(value >= least && value <= most, setting + " must be " + least + " to " + most, value);
    return value;
  }

  static void require(boolean condition, String allowed, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(allowed + ", but was " + value);
    }
  }

  static Thresholds thresholds(String setting, Duration slow, Duration verySlow) {
    require(
        verySlow.compareTo(slow) >= 0,
        setting + " must not have very slow below slow, which is " + slow,
        verySlow);
    return new Thresholds(slow.toNanos(), verySlow.toNanos());
  }

  static Glob glob(String setting, String pattern) {
    name(setting, pattern);
    return Glob.of(pattern);
  }
}
