// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import static dev.lapwing.testkit.ContractRoutes.MOUNT;
import static dev.lapwing.testkit.ContractRoutes.MOUNTED_FAILURE;
import static dev.lapwing.testkit.ContractRoutes.MOUNTED_ITEM;

import dev.lapwing.servlet.LapwingFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contract's mount: a servlet with routes of its own, which it names. */
final class TenantServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern ITEM_PATH = Pattern.compile("/([^/]+)/items/([^/]+)");
  private static final Pattern FAILURE_PATH = Pattern.compile("/[^/]+/failure");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    Matcher item = ITEM_PATH.matcher(path);
    if (item.matches()) {
      name(request, MOUNT + MOUNTED_ITEM);
      Replies.text(response, "item " + item.group(2) + " of " + item.group(1));
    } else if (FAILURE_PATH.matcher(path).matches()) {
      name(request, MOUNT + MOUNTED_FAILURE);
      throw new IllegalStateException("told to fail");
    } else {
      name(request, "");
      response.sendError(404);
    }
  }

  private static void name(HttpServletRequest request, String route) {
    request.setAttribute(LapwingFilter.ROUTE_ATTRIBUTE, route);
  }
}
