/**
 * Writes a gallery of images and their results as a single HTML file.
 *
 * <p>May import, besides the JDK: {@code event}, {@code image}.
 */
package io.flinkmobilenet.cli.gallery;
