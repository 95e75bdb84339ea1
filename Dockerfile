# syntax=docker/dockerfile:1

# --- the jar, taken apart into what changes rarely and what changes often ---------------------------------------------
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --no-transfer-progress -DskipTests package
RUN java -Djarmode=tools -jar target/db-status.jar extract --layers --destination extracted

# --- the service ------------------------------------------------------------------------------------------------------
FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin db-status
WORKDIR /app
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
COPY src/main/docker/health src/main/docker/train src/main/docker/jvm.options ./

# One run with the requests that the service is there for leaves its classes, loaded and linked, and what it calls often
# in a cache: the start takes a third of its time, and the first requests find all they need. The cache only fits the JVM,
# the jar and the options that made it, so it is made here, with the options of the ENTRYPOINT.
RUN --mount=type=bind,from=build,source=/build/src/test/resources/samples,target=/samples ./train /samples

# In a container the network is the container's; outside of one the service listens on loopback only.
# Whatever Alembic project is mounted at /project, or below, is found: docker run -p 8080:8080 -v "$PWD:/project" db-status
ENV SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=8080 \
    DBSTATUS_WORKDIR=/project \
    DBSTATUS_DISCOVER=/project
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=4s --start-period=30s --retries=3 CMD ["/app/health"]
# jvm.options, by measurement (resident memory after 10,000 requests, CPU time of start and requests together):
# - The defaults for a heap of at most 192 MiB touch all of it before they collect: 264 MiB, 14.5 s. A young generation of
#   16 MiB in a heap that begins with 32: 207 MiB, 14.0 s. 192 MiB are for projects of tens of thousands of revisions.
# - The second compiler costs more than it earns in a service that is mostly asked now and then: without it 183 MiB, 12.1 s.
# - One collector thread and no card tables for regions: with G1 in place of the serial collector it was 199 MiB, 13.6 s.
# Nothing is written below /app, so the root file system may be read-only; Tomcat's work directory needs a /tmp.
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=db-status.aot", "-jar", "db-status.jar"]
