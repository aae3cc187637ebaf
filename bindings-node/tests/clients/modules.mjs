// The client modules, and what they make.
import axios from 'axios';
import * as ofAxios from 'xwsse/axios';
import * as ofFetch from 'xwsse/fetch';
import * as ofGot from 'xwsse/got';
import * as ofUndici from 'xwsse/undici';

export const CLIENT_MODULES = [ofAxios, ofFetch, ofGot, ofUndici];

export function everyHook(options) {
  const instance = axios.create();
  return [
    ofFetch.createWsseFetch(options),
    ofUndici.createWsseInterceptor(options),
    ofGot.createWsseGot(options),
    ofAxios.installWsse(instance, options),
    instance.interceptors.request,
    instance.interceptors.response,
  ];
}
