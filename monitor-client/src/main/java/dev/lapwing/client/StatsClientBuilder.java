// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link StatsClient}, each checked at once. Not thread-safe. */
public final class StatsClientBuilder {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
  private static final int DEFAULT_MAX_BYTES = 16 << 20;
  private static final int MIN_MAX_BYTES = 1 << 10;
  private static final int MAX_MAX_BYTES = 1 << 30;
  private static final int MAX_TOKEN_LENGTH = 256;

  private final URI base;
  private @Nullable String token;
  private Duration timeout = DEFAULT_TIMEOUT;
  private int maxBytes = DEFAULT_MAX_BYTES;

  StatsClientBuilder(URI base) {
    Objects.requireNonNull(base, "base == null");
    String scheme = String.valueOf(base.getScheme());
    boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    if (base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "base must hold no user and no password, but had one (not shown); use token");
    }
    if (!http || base.getHost() == null) {
      throw new IllegalArgumentException(
          "base must be an http or https address, as http://localhost:8080/stats, but was '"
              + base
              + "'");
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "base must be an address without query and fragment, but was '" + base + "'");
    }
    this.base = base;
  }

  /**
   * Shows a token with every request, in the header {@code Lapwing-Token}. It is sent to the base
   * alone, but as plain text unless that is https. None by default.
   *
   * @param secret 1 to 256 visible ASCII characters
   * @throws IllegalArgumentException if it is something else
   */
  public StatsClientBuilder token(String secret) {
    Objects.requireNonNull(secret, "token == null");
    boolean visible = secret.chars().allMatch(character -> character > ' ' && character < 0x7f);
    if (secret.isEmpty() || secret.length() > MAX_TOKEN_LENGTH || !visible) {
      throw new IllegalArgumentException(
          "token must be 1 to %d visible ASCII characters, but was one of %d (not shown)"
              .formatted(MAX_TOKEN_LENGTH, secret.length()));
    }
    token = secret;
    return this;
  }

  /**
   * Sets how long a poll may take from the connection to the last byte; 10 seconds by default.
   *
   * @param duration positive, at most an hour
   * @throws IllegalArgumentException if it is something else
   */
  public StatsClientBuilder timeout(Duration duration) {
    Objects.requireNonNull(duration, "timeout == null");
    if (duration.isZero() || duration.isNegative() || duration.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "timeout must be positive and at most 1 hour, but was " + duration);
    }
    timeout = duration;
    return this;
  }

  /**
   * Sets how long a document may be, in bytes, both as it is sent and unpacked; 16 MiB by default,
   * which holds about 20,000 operations.
   *
   * @param bytes 1,024 to 1,073,741,824
   * @throws IllegalArgumentException if it is something else
   */
  public StatsClientBuilder maxBytes(int bytes) {
    if (bytes < MIN_MAX_BYTES || bytes > MAX_MAX_BYTES) {
      throw new IllegalArgumentException(
          "maxBytes must be " + MIN_MAX_BYTES + " to " + MAX_MAX_BYTES + ", but was " + bytes);
    }
    maxBytes = bytes;
    return this;
  }

  /** Returns a client with these settings. Connects to nothing yet. */
  public StatsClient build() {
    return new StatsClient(base, token, timeout, maxBytes);
  }
}
