/**
 * Letters for charts that need no fonts, because a headless Java may have none.
 *
 * <p>May import, besides the JDK: nothing.
 */
package io.flinkmobilenet.showcase.chart;
