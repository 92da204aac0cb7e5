// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A {@code lapwing.*} property holds a value that is not allowed, or some contradict each other.
 */
final class SettingRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final Pattern ENVIRONMENT_NAME = Pattern.compile("\\bLAPWING_[A-Z_]+\\b");

  SettingRefusedException(IllegalArgumentException refusal) {
    super(spelledAsProperties(String.valueOf(refusal.getMessage())), refusal);
  }

  private static String spelledAsProperties(String message) {
    return ENVIRONMENT_NAME
        .matcher(message)
        .replaceAll(
            name -> name.group().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-'));
  }
}
