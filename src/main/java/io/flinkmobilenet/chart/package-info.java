/**
 * What charts are drawn with where a Java may have no font: letters of our own.
 *
 * <p>May import nothing besides the JDK.
 */
package io.flinkmobilenet.chart;
