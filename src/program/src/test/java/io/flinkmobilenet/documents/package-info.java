/**
 * Checks README.md, CHANGELOG.md and {@code src/docs} against the code and the files that they
 * name.
 */
package io.flinkmobilenet.documents;
