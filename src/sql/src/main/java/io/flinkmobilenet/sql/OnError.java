package io.flinkmobilenet.sql;

import java.util.Locale;

/** What a query gets for an image that cannot be classified. */
enum OnError {
  /** NULL in every column, or NULL as the value of a function. */
  NULL,
  /** NULL in every column but {@code reason}, which says why. */
  REASON,
  /** The query fails. */
  FAIL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
