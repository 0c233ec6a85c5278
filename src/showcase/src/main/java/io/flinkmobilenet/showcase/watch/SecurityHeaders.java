package io.flinkmobilenet.showcase.watch;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/**
 * The headers of every response that restrict what the browser may do.
 *
 * <p>Ids, labels and messages on the page may come from anybody who can write to Kafka. Even if one
 * of them ever became markup, it could not load, run or send anything. See <a
 * href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>.
 */
final class SecurityHeaders {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> ALL =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Cache-Control", "no-store");

  private SecurityHeaders() {}

  static void put(HttpFields.Mutable headers) {
    ALL.forEach(headers::put);
  }
}
