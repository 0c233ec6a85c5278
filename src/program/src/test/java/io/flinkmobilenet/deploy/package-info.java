/**
 * Tests that the files in {@code deploy/} for Docker and Kubernetes match the schemas and the code.
 */
package io.flinkmobilenet.deploy;
