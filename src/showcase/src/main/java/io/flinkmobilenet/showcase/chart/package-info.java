/**
 * Letters for charts that need no fonts, because a headless Java may have none.
 *
 * <p>May import nothing besides the JDK.
 */
package io.flinkmobilenet.showcase.chart;
