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
COPY src/main/docker/health ./health

# A run that ends when the application context stands leaves the classes, loaded and linked, in a cache: the start then
# takes a fraction of its time. The cache only fits the JVM and the jar that made it, so it is made here.
RUN java -XX:AOTCacheOutput=db-status.aot -Dspring.context.exit=onRefresh -jar db-status.jar

# In a container the network is the container's; outside of one the service listens on loopback only.
ENV SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=8080 \
    DBSTATUS_WORKDIR=/project
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=4s --start-period=30s --retries=3 CMD ["/app/health"]
# Nothing is written below /app, so the root file system may be read-only; Tomcat's work directory needs a /tmp.
ENTRYPOINT ["java", "-XX:AOTCache=db-status.aot", "-XX:+UseSerialGC", "-Xmx192m", "-XX:+ExitOnOutOfMemoryError", \
    "-jar", "db-status.jar"]
