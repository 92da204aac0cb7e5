// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package org.springframework.samples;

import dev.lapwing.TrackPerformance;
import org.springframework.stereotype.Service;

/** An application's bean in a package of Spring's, as its samples have them. */
@Service
public class Clinic {
  /** Receives a pet. */
  @TrackPerformance
  public void visit() {}
}
