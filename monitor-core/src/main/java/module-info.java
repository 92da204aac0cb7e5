// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
/** The framework-neutral engine of Lapwing. */
module dev.lapwing.core {
  requires java.management;
  requires org.slf4j;
  requires static transitive org.jspecify;
  requires tools.jackson.core;

  exports dev.lapwing;
  exports dev.lapwing.http;
  exports dev.lapwing.spi;
  exports dev.lapwing.stats;
}
