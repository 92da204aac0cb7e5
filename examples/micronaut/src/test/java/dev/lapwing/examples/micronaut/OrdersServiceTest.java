// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.micronaut;

import dev.lapwing.examples.traffic.OrdersServiceContract;

class OrdersServiceTest extends OrdersServiceContract {

  OrdersServiceTest() {
    super(OrdersDemo::start);
  }

  @Override
  protected String refusalType() {
    return "application/json";
  }
}
