// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.OrdersException.Reason;
import dev.lapwing.stats.OperationStats;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SeededShopTest {

  private static final PerformanceMonitor MONITOR = PerformanceMonitor.builder().build();
  private static Shop shop;

  @BeforeAll
  static void openShop() {
    shop = Shop.open(MONITOR);
  }

  @AfterAll
  static void closeShop() {
    shop.close();
    MONITOR.close();
  }

  @Test
  void theShopHasAHundredThousandOrdersOverAYear() {
    AtomicInteger orders = new AtomicInteger();
    shop.orders().export(366, order -> orders.incrementAndGet());
    assertThat(orders).hasValue(Shop.SEEDED_ORDERS);
    assertThat(MONITOR.getStats()).noneMatch(stats -> stats.operation().contains("seed"));
  }

  @Test
  void aReportOverAYearAddsUpMoreThanOneOverADay() {
    List<Reports.Revenue> day = shop.reports().revenue(1);
    List<Reports.Revenue> year = shop.reports().revenue(365);

    assertThat(year).hasSize(12 * 8);
    assertThat(cents(year)).isGreaterThan(100 * cents(day));
    assertThat(MONITOR.getStats("database.report.revenue")).isNotNull();
  }

  @Test
  void aQuotePricesEveryLineOfTheOrder() throws Exception {
    Order order = shop.orders().find(Shop.SEEDED_ORDERS);
    Pricing.Quote quote =
        shop.pricing()
            .quote(Shop.SEEDED_ORDERS, ForkJoinPool.commonPool())
            .toCompletableFuture()
            .get();

    assertThat(quote.lines())
        .extracting(Pricing.QuotedLine::productId)
        .containsExactlyElementsOf(order.lines().stream().map(OrderLine::productId).toList());
    assertThat(quote.cents()).isBetween(1L, order.summary().totalCents());
    assertThatThrownBy(
            () -> shop.pricing().quote(-1, ForkJoinPool.commonPool()).toCompletableFuture().get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(OrdersException.class);
    assertThat(MONITOR.getStats("pricing.quote"))
        .isNotNull()
        .extracting(OperationStats::successCount, OperationStats::errorCount)
        .containsExactly(1L, 1L);
  }

  @Test
  void anOrderIsPaidOnceAndTheGatewayFailsInItsRhythm() {
    AtomicInteger unavailable = new AtomicInteger();
    AtomicInteger broken = new AtomicInteger();
    int charges = 2 * CardGateway.BROKEN_EVERY;
    for (int i = 0; i < charges; i++) {
      try {
        shop.payments().pay(Shop.SEEDED_ORDERS - i);
      } catch (OrdersException e) {
        assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.UNAVAILABLE);
        unavailable.incrementAndGet();
      } catch (IllegalStateException e) {
        broken.incrementAndGet();
      }
      if (i == 1) {
        assertThatThrownBy(() -> shop.payments().pay(Shop.SEEDED_ORDERS))
            .hasMessage("order 100000 is PAID, only a NEW one is paid");
      }
    }
    assertThat(unavailable).hasValue(charges / CardGateway.UNAVAILABLE_EVERY);
    assertThat(broken).hasValue(2);
    assertThatThrownBy(() -> shop.payments().pay(0)).hasMessage("there is no order 0");
  }

  private static long cents(List<Reports.Revenue> revenue) {
    return revenue.stream().mapToLong(Reports.Revenue::cents).sum();
  }
}
