// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.stats;

import org.jspecify.annotations.Nullable;

/**
 * A pattern of names or paths, in which {@code *} stands for any characters, also none and also
 * slashes; {@code **} means the same. A pattern that ends in {@code /**} matches what stands before
 * that ending too, so {@code /internal/**} matches {@code /internal}. Immutable and thread-safe.
 */
public final class Glob {
  private static final String SUBTREE = "/**";

  private final String pattern;
  private final String[] literals;

  /** What stands before the ending {@code /**}; null when the pattern has another one. */
  private final @Nullable String root;

  private Glob(String pattern) {
    this.pattern = pattern;
    this.literals = pattern.split("\\*+", -1);
    this.root =
        pattern.endsWith(SUBTREE)
            ? pattern.substring(0, pattern.length() - SUBTREE.length())
            : null;
  }

  /**
   * Returns the pattern of a text.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public static Glob of(String pattern) {
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException("a pattern must not be empty");
    }
    return new Glob(pattern);
  }

  /** Returns whether all of a text matches; takes time linear in the lengths, or nearly so. */
  public boolean matches(String text) {
    return matchesLiterals(text) || text.equals(root);
  }

  private boolean matchesLiterals(String text) {
    int last = literals.length - 1;
    if (last == 0) {
      return text.equals(literals[0]);
    }
    int end = text.length() - literals[last].length();
    int at = literals[0].length();
    if (at > end || !text.startsWith(literals[0]) || !text.endsWith(literals[last])) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      int found = text.indexOf(literals[i], at);
      if (found < 0 || found + literals[i].length() > end) {
        return false;
      }
      at = found + literals[i].length();
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Glob that && pattern.equals(that.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
