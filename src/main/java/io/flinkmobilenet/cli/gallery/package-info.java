/**
 * A gallery of pictures and what became of them, as one HTML file that needs nothing else.
 *
 * <p>May import, besides the JDK: {@code event}, {@code image}.
 */
package io.flinkmobilenet.cli.gallery;
