#!/bin/sh
# Draws the passwords of docker-compose.yml into a folder, once: what is there stays.
set -eu
cd "$(dirname "$0")/../.."
folder=${1:-secrets}

# The services are not the owner of these files and must read them through their mounts. What keeps
# everybody else on this machine out is the folder: were it open, so would be the passwords.
mkdir -p "$folder"
chmod 700 "$folder"
umask 022

drawn() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
keep() { # FILE: takes its content from standard input unless the file is there
    [ -s "$folder/$1" ] || { cat >"$folder/$1.new" && mv "$folder/$1.new" "$folder/$1"; }
}

drawn | keep redis_password
drawn | keep postgres_password
# The services may do all but administer the server, on our keys only; the health check may only ping. Asking for
# the server's state, and after a takedown for a new append-only file, counts as administration, and is permitted.
# Nobody can be "default", but the server is when it loads its append-only file: without the rights it
# would pass over every transaction in there, with no more than a line in its log, and lose the events.
keep redis_users <<ACL
user default off ~* &* +@all
user health on nopass -@all +ping
user claimwire on >$(cat "$folder/redis_password") ~claimwire:* &* +@all -@admin -@dangerous +info +bgrewriteaof
ACL
echo "secrets are in $folder/"
