// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.examples.orders.Shop;
import dev.lapwing.servlet.LapwingServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The servlets of the orders service and, in one line, Lapwing. */
final class OrdersApp implements ServletContainerInitializer {

  private final Shop shop;
  private final PerformanceMonitor monitor;
  private final Executor quotes;
  private final Executor streams;

  OrdersApp(Shop shop, PerformanceMonitor monitor, Executor quotes, Executor streams) {
    this.shop = shop;
    this.monitor = monitor;
    this.quotes = quotes;
    this.streams = streams;
  }

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    LapwingServlet.install(context, monitor);
    add(context, new OrdersServlet(shop, quotes), "/orders", "/orders/*");
    add(context, new CustomersServlet(shop), "/customers/*");
    add(context, new RevenueServlet(shop), "/reports/revenue");
    add(context, new ExportServlet(shop), "/export/orders.csv");
    add(context, new PaymentsServlet(shop), "/payments");
    add(context, new EventsServlet(shop, streams), "/events");
    add(context, new StartPage(), "");
    add(context, new NotFoundServlet(), "/");
  }

  private static void add(ServletContext context, Servlet servlet, String... patterns) {
    ServletRegistration.Dynamic registration =
        context.addServlet(servlet.getClass().getSimpleName(), servlet);
    registration.setAsyncSupported(true);
    registration.addMapping(patterns);
  }
}
