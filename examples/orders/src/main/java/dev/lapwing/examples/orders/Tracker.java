// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.orders;

import java.util.Map;
import java.util.concurrent.Callable;

/** Times a piece of work under a name. */
@FunctionalInterface
interface Tracker {

  /** Times nothing. */
  Tracker NONE =
      new Tracker() {
        @Override
        public <T> T track(String name, Callable<T> work, Map<String, String> metadata)
            throws Exception {
          return work.call();
        }
      };

  <T> T track(String name, Callable<T> work, Map<String, String> metadata) throws Exception;
}
