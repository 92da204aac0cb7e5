// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.vertx;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /}: where to go from here. */
final class StartPage {

  /** Paths worth opening, the stats first. */
  static final List<String> PATHS =
      List.of(
          "/stats?pretty=true",
          "/orders?status=NEW&q=gift&limit=10",
          "/orders/100000/quote",
          "/customers/7/orders",
          "/reports/revenue?days=365",
          "/events");

  private StartPage() {}

  static void answer(RoutingContext context) {
    String links =
        PATHS.stream()
            .map(path -> path.replace("&", "&amp;"))
            .map(path -> "<li><a href=\"" + path + "\">" + path + "</a></li>\n")
            .collect(Collectors.joining());
    context.response().putHeader("Content-Type", "text/html;charset=utf-8");
    context.end("<!doctype html>\n<title>Orders</title>\n<ul>\n" + links + "</ul>\n");
  }
}
