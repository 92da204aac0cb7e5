// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.OrdersException.Reason;
import dev.lapwing.stats.OperationStats;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {

  private static final int SEEDED = 2_000;

  private final PerformanceMonitor monitor = PerformanceMonitor.builder().build();
  private Shop shop;

  @BeforeEach
  void openShop() {
    shop = Shop.open(monitor, SEEDED, Clock.systemUTC());
  }

  @AfterEach
  void closeShop() {
    shop.close();
    monitor.close();
  }

  @Test
  void aPlacedOrderIsFoundWithItsLines() {
    Order placed = shop.orders().place(order(7, line(3, 2), line(1, 1)));

    assertThat(placed.summary().id()).isEqualTo(SEEDED + 1);
    assertThat(placed.summary().status()).isEqualTo(OrderStatus.NEW);
    assertThat(placed.lines()).extracting(OrderLine::productId).containsExactly(1, 3);
    assertThat(placed.summary().totalCents())
        .isEqualTo(placed.lines().stream().mapToLong(l -> l.quantity() * l.unitCents()).sum());
    assertThat(shop.orders().find(SEEDED + 1)).isEqualTo(placed);
    assertThat(shop.orders().ofCustomer(7)).first().isEqualTo(placed.summary());
  }

  @Test
  void anOrderThatTheStockCannotMeetLeavesNoTrace() {
    int inStock = stock(1);
    int soldOut = Schema.SOLD_OUT_EVERY;

    assertThatThrownBy(() -> shop.orders().place(order(7, line(1, 5), line(soldOut, 1))))
        .isInstanceOfSatisfying(
            OutOfStockException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.CONFLICT);
              assertThat(e.productId()).isEqualTo(soldOut);
            })
        .hasMessage("product 50 has 0 pieces in stock, wanted 1");

    assertThat(stock(1)).isEqualTo(inStock);
    assertThat(shop.orders().search(OrderSearch.parse(null, null, "1")).get(0).id())
        .isEqualTo(SEEDED);
  }

  @Test
  void ordersPlacedAtOnceTakeEachPieceOnce() throws Exception {
    int inStock = stock(2);
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Order>> orders = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        NewOrder wanted = i % 2 == 0 ? order(1, line(2, 3), line(4, 1)) : order(1, line(2, 3));
        orders.add(() -> shop.orders().place(wanted));
      }
      for (Future<Order> placed : executor.invokeAll(orders)) {
        placed.get();
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(stock(2)).isEqualTo(inStock - 40 * 3);
  }

  @Test
  void everyStatementIsAnInternalOperation() {
    shop.orders().place(order(7, line(3, 2), line(1, 1)));

    assertThat(monitor.getStats())
        .extracting(OperationStats::operation, OperationStats::count, OperationStats::errorCount)
        .containsExactlyInAnyOrder(
            tuple("database.connect", 2L, 0L),
            tuple("database.customer.find", 1L, 0L),
            tuple("database.stock.take", 2L, 0L),
            tuple("database.product.find", 2L, 0L),
            tuple("database.order.insert", 1L, 0L),
            tuple("database.order.insert-lines", 1L, 0L),
            tuple("database.order.find", 1L, 0L),
            tuple("database.order.lines", 1L, 0L));
  }

  @Test
  void aMissingOrderIsNotFound() {
    assertThatThrownBy(() -> shop.orders().find(99_999_999))
        .isInstanceOfSatisfying(
            OrdersException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND))
        .hasMessage("there is no order 99999999");
    assertThatThrownBy(() -> shop.orders().ofCustomer(Schema.CUSTOMERS + 1))
        .hasMessage("there is no customer 5001");
  }

  @Test
  void unknownCustomersAndProductsAreInvalid() {
    assertThatThrownBy(() -> shop.orders().place(order(9_999, line(1, 1))))
        .hasMessage("there is no customer 9999");
    assertThatThrownBy(() -> shop.orders().place(order(1, line(501, 1))))
        .hasMessage("there is no product 501");
  }

  @Test
  void aSearchFindsByStatusAndByTextWithoutWildcards() {
    assertThat(shop.orders().search(OrderSearch.parse("cancelled", "", "20")))
        .hasSize(20)
        .allMatch(order -> order.status() == OrderStatus.CANCELLED);
    assertThat(shop.orders().search(OrderSearch.parse(null, "gift WRAP", "5")))
        .hasSize(5)
        .allMatch(order -> order.note().contains("Gift wrap"));
    assertThat(shop.orders().search(OrderSearch.parse(null, "%", null))).isEmpty();
    assertThat(shop.orders().search(OrderSearch.parse(null, "!", null))).isEmpty();
  }

  @Test
  void anExportHandsOverEveryOrderOnce() {
    List<Long> ids = new ArrayList<>();

    shop.orders().export(366, order -> ids.add(order.id()));

    assertThat(ids).hasSize(SEEDED).isSorted().doesNotHaveDuplicates();
    List<Long> recent = new ArrayList<>();
    shop.orders().export(30, order -> recent.add(order.id()));
    assertThat(recent).hasSizeBetween(SEEDED / 13, SEEDED / 11).endsWith((long) SEEDED);
  }

  @Test
  void listenersHearOfOrdersThatWereKeptUntilTheyLeave() {
    List<OrderEvent> heard = new ArrayList<>();
    try (OrderEvents.Subscription subscription = shop.events().subscribe(heard::add)) {
      assertThat(subscription).isNotNull();
      shop.orders().place(order(7, line(1, 1)));
      assertThatThrownBy(() -> shop.orders().place(order(7, line(Schema.SOLD_OUT_EVERY, 1))))
          .isInstanceOf(OutOfStockException.class);
    }
    shop.orders().place(order(7, line(1, 1)));

    assertThat(heard).extracting(OrderEvent::orderId).containsExactly(SEEDED + 1L);
    assertThat(shop.events().listeners()).isZero();
  }

  @Test
  void theFeedHasSixtyFourPlaces() {
    OrderEvents.Subscription first = shop.events().subscribe(event -> {});
    for (int i = 1; i < 64; i++) {
      shop.events().subscribe(event -> {});
    }
    assertThatThrownBy(() -> shop.events().subscribe(event -> {}))
        .hasMessage("all 64 places of the feed are taken");
    first.close();
    first.close();
    shop.events().subscribe(event -> {});
    assertThatThrownBy(() -> shop.events().subscribe(event -> {}))
        .isInstanceOf(OrdersException.class);
  }

  private int stock(int product) {
    Query query = Query.of("test", "product", "SELECT stock FROM product WHERE id = ?");
    Integer stock = shop.database().with(s -> s.first(query, row -> row.getInt(1), product));
    return stock == null ? -1 : stock;
  }

  private static NewOrder order(int customer, NewOrder.Line... lines) {
    return new NewOrder(customer, List.of(lines), "test");
  }

  private static NewOrder.Line line(int product, int quantity) {
    return new NewOrder.Line(product, quantity);
  }
}
