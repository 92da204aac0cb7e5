// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.servlet;

import dev.lapwing.examples.traffic.OrdersServiceContract;

class OrdersServiceTest extends OrdersServiceContract {

  OrdersServiceTest() {
    super(OrdersDemo::start);
  }
}
