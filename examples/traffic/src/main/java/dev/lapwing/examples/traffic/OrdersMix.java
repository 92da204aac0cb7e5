// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import dev.lapwing.examples.orders.Shop;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What people do with an orders service: mostly looking, some buying, a few mistakes. */
final class OrdersMix {

  private static final int ORDERS = Shop.SEEDED_ORDERS;
  private static final int CUSTOMERS = 5_000;
  private static final int PRODUCTS = 500;
  private static final int SOLD_OUT = 50;
  private static final String LOCATION = "/orders/";
  private static final List<String> WORDS =
      List.of("gift", "door", "brandt", "garcia", "ada", "call", "horvat", "no-such-customer");
  private static final List<String> STATUSES = List.of("NEW", "PAID", "SHIPPED", "CANCELLED");
  private static final List<String> PROBES =
      List.of("/wp-login.php", "/.env", "/admin/", "/favicon.ico", "/orders/1/2/3");

  // Orders that were placed and wait for their payment.
  private final Queue<String> unpaid = new ArrayBlockingQueue<>(200);

  private final List<Kind> kinds =
      List.of(
          new Kind("find an order", 389, random -> Shot.get("/orders/" + order(random))),
          new Kind("search", 140, OrdersMix::search),
          new Kind("orders of a customer", 130, OrdersMix::ofCustomer),
          new Kind("place an order", 110, OrdersMix::place),
          new Kind("quote (asynchronous)", 70, random -> quote(random)),
          new Kind("pay", 60, this::pay),
          new Kind(
              "missing order", 25, random -> Shot.get("/orders/" + (900_000_000L + order(random)))),
          new Kind("revenue report", 10, OrdersMix::report),
          new Kind("unknown path", 12, random -> Shot.get(pick(PROBES, random))),
          new Kind("sold out product", 12, OrdersMix::placeSoldOut),
          new Kind("start page", 10, random -> Shot.get("/")),
          new Kind("bad input", 18, OrdersMix::badInput),
          new Kind("export", 5, random -> Shot.get("/export/orders.csv?days=" + days(random))),
          new Kind("export, client leaves", 4, random -> leave()),
          new Kind("listen to events", 5, random -> Shot.ending("/events", Shot.Ending.LISTEN)));

  private final int weights = kinds.stream().mapToInt(Kind::weight).sum();

  List<Kind> kinds() {
    return kinds;
  }

  Kind next(RandomGenerator random) {
    int at = random.nextInt(weights);
    for (Kind kind : kinds) {
      at -= kind.weight();
      if (at < 0) {
        return kind;
      }
    }
    throw new AssertionError("the weights do not add up");
  }

  /** Remembers the order that a response to a placed order points at, to pay for it. */
  void placed(@Nullable String location) {
    if (location != null && location.startsWith(LOCATION)) {
      unpaid.offer(location.substring(LOCATION.length()));
    }
  }

  private static Shot search(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> Shot.get("/orders?status=" + pick(STATUSES, random));
      case 1 -> Shot.get("/orders?q=" + pick(WORDS, random) + "&limit=20");
      case 2 -> Shot.get("/orders?status=NEW&q=" + pick(WORDS, random));
      default -> Shot.get("/orders");
    };
  }

  private static Shot ofCustomer(RandomGenerator random) {
    return Shot.get("/customers/" + (1 + random.nextInt(CUSTOMERS)) + "/orders");
  }

  private static Shot quote(RandomGenerator random) {
    return Shot.get("/orders/" + order(random) + "/quote");
  }

  private static Shot place(RandomGenerator random) {
    int product = 1 + random.nextInt(PRODUCTS - 2);
    int inStock = product % SOLD_OUT == 0 ? product + 1 : product;
    return Shot.post("/orders", orderJson(random, inStock));
  }

  private static Shot placeSoldOut(RandomGenerator random) {
    return Shot.post("/orders", orderJson(random, SOLD_OUT));
  }

  private static String orderJson(RandomGenerator random, int product) {
    return "{\"customerId\":"
        + (1 + random.nextInt(CUSTOMERS))
        + ",\"lines\":[{\"productId\":"
        + product
        + ",\"quantity\":"
        + (1 + random.nextInt(5))
        + "}]}";
  }

  private Shot pay(RandomGenerator random) {
    String order = unpaid.poll();
    return Shot.post("/payments", "{\"orderId\":" + (order == null ? order(random) : order) + "}");
  }

  private static Shot report(RandomGenerator random) {
    int days = new int[] {1, 1, 1, 7, 7, 7, 30, 30, 90, 365}[random.nextInt(10)];
    return Shot.get("/reports/revenue?days=" + days);
  }

  private static Shot badInput(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> Shot.get("/orders/abc");
      case 1 -> Shot.get("/orders?limit=-1");
      case 2 -> Shot.get("/reports/revenue?days=soon");
      default -> Shot.post("/orders", "{\"customerId\":");
    };
  }

  // Far more than a socket's buffers hold, so that the server really notices.
  private static Shot leave() {
    return Shot.ending("/export/orders.csv?days=400", Shot.Ending.LEAVE);
  }

  private static int days(RandomGenerator random) {
    return 1 + random.nextInt(30);
  }

  // New orders are looked at more often than old ones.
  private static int order(RandomGenerator random) {
    double age = random.nextDouble();
    return ORDERS - (int) (age * age * age * (ORDERS - 1));
  }

  private static String pick(List<String> words, RandomGenerator random) {
    return words.get(random.nextInt(words.size()));
  }
}
