// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static dev.lapwing.examples.orders.OrdersException.unavailable;

import dev.lapwing.PerformanceMonitor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A card company that really signs what it charges, and fails in a fixed rhythm. */
final class CardGateway {

  /** Every so many charges the company does not answer. */
  static final int UNAVAILABLE_EVERY = 25;

  /** Every so many charges it answers nonsense. */
  static final int BROKEN_EVERY = 60;

  private static final int ROUNDS = 5_000;

  private final PerformanceMonitor monitor;
  private final AtomicInteger charges = new AtomicInteger();

  CardGateway(PerformanceMonitor monitor) {
    this.monitor = monitor;
  }

  String charge(long orderId, long cents) {
    try {
      return monitor.trackOperation(
          "payment.charge", () -> sign(orderId, cents), Map.of("gateway", "cards"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signature is not supported", e);
    }
  }

  private String sign(long orderId, long cents) throws GeneralSecurityException {
    int charge = charges.incrementAndGet();
    if (charge % UNAVAILABLE_EVERY == 0) {
      throw unavailable("the card gateway does not answer, try again later");
    }
    if (charge % BROKEN_EVERY == BROKEN_EVERY - 1) {
      throw new IllegalStateException("the card gateway answered with an empty authorisation");
    }
    byte[] salt = ("order " + orderId).getBytes(StandardCharsets.UTF_8);
    PBEKeySpec key = new PBEKeySpec(Long.toString(cents).toCharArray(), salt, ROUNDS, 160);
    SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
    return HexFormat.of().formatHex(factory.generateSecret(key).getEncoded());
  }
}
