/** Whether what {@code deploy/} holds for Docker and Kubernetes fits the schemas and the code. */
package io.flinkmobilenet.deploy;
