/**
 * The job on the cluster of {@code deploy/local}: separate processes that can be killed, paused and
 * starved. {@code src/cluster/faults} and {@code soak} run it at length, the integration tests in
 * short.
 */
package io.flinkmobilenet.cluster;
